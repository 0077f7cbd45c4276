"""Reports name sources as their spiders do, without loading a spider."""

import subprocess
import sys
from pathlib import Path

from crawler.profile import load
from webcare.sources import spiders
from webcare.titles import built_in, titles

ROOT = Path(__file__).resolve().parent.parent


def test_every_built_in_source_is_named_as_its_spider_names_it() -> None:
    loaded = {name: spider.title for name, spider in spiders(load("uwv")).items()}
    named = dict(built_in())
    assert named == {name: loaded[name] for name in named}
    assert all(title == name for name, title in loaded.items() if name not in named), "a profile's own is called so"
    assert len(named) > 10


def test_a_title_of_the_profile_goes_before_the_spiders() -> None:
    profile = load("uwv")
    source = next(iter(profile.sources))
    changed = {**profile.sources, source: profile.sources[source].model_copy(update={"title": "Eigen naam"})}
    assert titles(profile.model_copy(update={"sources": changed}))[source] == "Eigen naam"


def test_titles_and_the_report_command_load_neither_scrapy_nor_pandas() -> None:
    asked = (
        "import sys; from crawler.profile import load; from webcare import report, reporting, titles; "
        "titles.titles(load('uwv')); print(sorted({'scrapy', 'pandas', 'pyarrow'} & sys.modules.keys()))"
    )
    command = [sys.executable, "-c", asked]
    assert subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout.strip() == "[]"
