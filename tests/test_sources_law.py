"""Laws over all sources: each is complete, polite, recorded, described and practised, whoever adds it."""

from __future__ import annotations

import ast
import inspect
import json
import re
from pathlib import Path
from string import Template
from typing import Any

import pytest
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from crawler.profile import load
from crawler.tables import HOUSE_DELAY
from practice.places import PLACES
from spiders.asking import AnswerSpider
from spiders.engines.recognise import ENGINES, engine_named
from spiders.engines.walk import BoardSpider
from spiders.loader import SourceLoader

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "tests" / "pages"
MISSION = frozenset(
    "welderforum lotgenotenforum trosradar zwangerschapspagina goeievraag startpagina fok tweakers internetwerkt "
    "klacht klachtenkompas kassa google_alerts twitter mastodon bluesky reddit facebook linkedin".split()
)
"""The places that the client named, and those that were added for today's web."""
ANSWERS = {"twitter": "x", "google_alerts": "feed"}
"""Sources whose recorded answers lie under the name of what they speak."""
API_ONLY = {"x", "mastodon", "bluesky", "reddit", "facebook", "linkedin"}
"""Engines of one site each, so that no second source is made on them."""
WEAKENED = re.compile(r"ROBOTSTXT|DOWNLOAD_DELAY|CONCURRENT|USER_AGENT|AUTOTHROTTLE|dont_obey_robotstxt")


def settings() -> Settings:
    made = Settings()
    made.setmodule("crawler.settings", priority="project")
    made.set("WEBCARE_PROFILE", "uwv", priority="cmdline")
    return made


LOADER = SpiderLoader(settings())
NAMES = sorted(LOADER.list())


@pytest.fixture(params=NAMES)
def spider(request: pytest.FixtureRequest) -> Any:
    return LOADER.load(request.param)


@pytest.fixture(params=[name for name in NAMES if issubclass(LOADER.load(name), BoardSpider)])
def board(request: pytest.FixtureRequest) -> Any:
    """A source that is walked; the others are asked."""
    return LOADER.load(request.param)


def test_scrapy_lists_every_source_of_the_mission() -> None:
    assert set(SourceLoader(settings()).list()) >= MISSION
    assert set(NAMES) == MISSION, "a new built-in source is added to the mission here, in the docs and in the profile"


def test_a_file_bears_the_name_of_its_source(spider: Any) -> None:
    assert Path(inspect.getfile(spider)).stem == spider.name
    assert spider.__name__.lower() == f"{spider.name.replace('_', '')}spider"


def test_a_source_states_its_facts(spider: Any) -> None:
    assert spider.title
    assert spider.url.startswith(("https://", "http://"))
    assert spider.kind in ("forum", "qa", "complaint", "social", "feed")
    assert spider.timezone == "Europe/Amsterdam"
    assert spider.date_order == "DMY"
    least, most = spider.expect
    assert 0 <= least < most
    assert inspect.getdoc(spider) != inspect.getdoc(spider.__base__), "a docstring of its own"
    assert inspect.getmodule(spider).__doc__


def test_a_board_has_an_engine_or_lets_every_page_tell(board: Any) -> None:
    assert board.engine is None or engine_named(board.engine).name == board.engine
    assert board.kind == "forum" or engine_named(board.engine).kind in ("qa", "complaint")


def test_no_source_is_faster_than_the_house(spider: Any) -> None:
    assert spider.delay >= HOUSE_DELAY
    made = settings()
    spider.update_settings(made)
    assert made.getfloat("DOWNLOAD_DELAY") >= HOUSE_DELAY
    assert made.getint("CONCURRENT_REQUESTS_PER_DOMAIN") == 1
    assert made.getfloat("DOWNLOAD_DELAY_JITTER") == 0
    assert made.getbool("DOWNLOAD_VERIFY_CERTIFICATES")
    assert load("uwv").organisation.contact in made["USER_AGENT"]


def test_no_source_ignores_robots(spider: Any) -> None:
    """Only what was issued to the operator, an API by its key or a subscription, is asked for without robots.txt."""
    made = settings()
    spider.update_settings(made)
    assert made.getbool("ROBOTSTXT_OBEY")
    assert not any(WEAKENED.search(name) for name in spider.custom_settings or {})
    own = ast.parse(inspect.getsource(inspect.getmodule(spider)))
    said = {node.value for node in ast.walk(own) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    assert not any(WEAKENED.search(word) for word in said)
    if issubclass(spider, AnswerSpider) and spider.is_ours:
        assert spider.secret_name or spider.name == "google_alerts"


def test_a_source_has_recorded_pages(spider: Any) -> None:
    folder = PAGES / ANSWERS.get(spider.name, spider.name)
    kinds = {json.loads(path.read_text(encoding="utf-8"))["kind"] for path in folder.glob("*.json")}
    assert kinds >= ({"listing", "thread"} if issubclass(spider, BoardSpider) else set())
    assert kinds


def test_recorded_pages_are_those_of_the_source_s_engine(board: Any) -> None:
    told = [json.loads(path.read_text(encoding="utf-8")) for path in (PAGES / board.name).glob("*.json")]
    engines = {expected["engine"] for expected in told}
    assert engines == ({board.engine} if board.engine else {"vbulletin", "xenforo"})


def test_a_source_has_a_practice_board(spider: Any) -> None:
    places = {place.name: place for place in PLACES}
    assert places[spider.name].kind == spider.kind
    if issubclass(spider, BoardSpider):
        assert places[spider.name].engine == (spider.engine or "vbulletin")


def rows() -> dict[str, list[str]]:
    """The table of ``docs/sources.md``, by source."""
    lines = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| `")]
    return {row[0].strip("`"): row[1:] for row in cells}


def test_a_source_is_described(spider: Any) -> None:
    engine, address, how, needs, unknown = rows()[spider.name]
    assert all((engine, address, how, needs, unknown))
    if issubclass(spider, BoardSpider) and spider.engine:
        assert engine == f"`{spider.engine}`"
    assert spider.url.split("://")[1].rstrip("/") in address, "the address that the spider asks stands in the docs"


def test_no_row_describes_what_is_not_there() -> None:
    assert set(rows()) == set(NAMES)


def test_the_built_in_profile_says_of_every_source_whether_it_is_on_and_else_why_not() -> None:
    told = load("uwv").sources
    assert set(told) >= set(NAMES)
    for name, source in told.items():
        assert source.enabled == (source.reason is None), name
    accounts = {account.source for account in load("uwv").team.accounts}
    boards = {name for name in NAMES if issubclass(LOADER.load(name), BoardSpider)}
    assert accounts >= boards, "without its accounts the team's answers there count as the public's"


@pytest.mark.parametrize("engine", [engine.name for engine in ENGINES if engine.name not in API_ONLY])
def test_every_engine_has_a_template_that_makes_a_source(engine: str) -> None:
    template = ROOT / "templates" / "spiders" / f"{engine}.tmpl"
    made: dict[str, Any] = {"__name__": "spiders.proef"}
    text = Template(template.read_text(encoding="utf-8"))
    code = text.substitute(name="proef", classname="ProefSpider", domain="proef.example")
    exec(compile(code, str(template), "exec", dont_inherit=True), made)
    assert made["ProefSpider"].engine == engine
    assert made["ProefSpider"].name == "proef"
