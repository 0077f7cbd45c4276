"""The command line: exit statuses, one sentence for a mistake, and never a traceback for it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pandas as pd
import pytest
from scrapy import Spider
from scrapy.core.scraper import Slot
from scrapy.crawler import Crawler
from twisted.internet.defer import Deferred
from typer.main import get_command

from spiders.crawl import let_end
from tests.sites import Site, send, serve, small
from webcare.__main__ import app, main

ROOT = Path(__file__).resolve().parent.parent


def webcare(*arguments: str, cwd: Path, module: str = "webcare") -> subprocess.CompletedProcess[str]:
    """The command, run as a user would, outside the checkout."""
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=100, cwd=cwd, check=False)


@pytest.fixture
def site() -> Iterator[Site]:
    """A small board on loopback."""
    served = serve(Site(small()))
    yield served
    served.close()


def source(site: Site, delay: float = 0) -> str:
    return f'[sources.bord]\nengine = "phpbb"\nurl = "{site.url}"\ndelay = {delay}\n'


WRONG = {
    "unknown source": (("crawl", "nergens"), "no source nergens; there are "),
    "unknown profile": (("crawl", "--profile", "nergens"), "profile nergens: no such file"),
    "wrong date": (("crawl", "--since", "gisteren"), "'--since'"),
    "unknown option": (("crawl", "--wat"), "No such option: --wat"),
    "unknown command": (("wat",), "No such command 'wat'"),
    "wrong profile": (("crawl", "--profile", "{folder}/fout.toml"), "fout.toml: unknown key crawl.speed"),
    "unknown engine": (("crawl", "--profile", "{folder}/motor.toml"), "sources.bord.engine: no phpb; there are "),
    "nothing on": (("crawl", "--profile", "{folder}/leeg.toml"), "no source is switched on"),
    "data is a file": (("crawl", "--profile", "{folder}/goed.toml", "--data", "{folder}/goed.toml"), "be written"),
    "data nowhere": (("crawl", "--profile", "{folder}/goed.toml", "--data", "s3x://a/b"), "s3x://a/b: no place"),
    "no data": (("report", "weekly", "--data", "{folder}/niets"), "holds no data"),
    "no such year": (("report", "weekly", "9999-W52", "--data", "{folder}/gevuld"), "expected an ISO week"),
    "data of others": (("demo", "--data", "{folder}/gevuld"), "holds data that are no practice"),
    "demo far away": (("demo", "--data", "s3://emmer/data"), "the practice world stays on this machine"),
    "out is a file": (("demo", "--out", "{folder}/goed.toml", "--data", "{folder}/leeg"), "goed.toml: File exists"),
    "no rules": (("crawl", "--profile", "{folder}/regels.toml"), "nergens: "),
    "no JSON": (("triage", "{folder}/diep.jsonl"), "line 1: no JSON (nested too deeply)"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", list(WRONG))
def test_mistake_of_the_user_is_one_sentence_and_status_2(
    mistake: str,
    profile_file: Callable[[str], Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments, expected = WRONG[mistake]
    own = '[sources.bord]\nengine = "{}"\nurl = "http://127.0.0.1:9/"\n'
    for name, more in {
        "fout": "[crawl]\nspeed = 3\n",
        "motor": own.format("phpb"),
        "leeg": "",
        "goed": own.format("phpbb"),
    }.items():
        profile_file(more).rename(tmp_path / f"{name}.toml")
    (tmp_path / "regels.toml").write_text('rules = "nergens"\n' + (tmp_path / "goed.toml").read_text())
    (tmp_path / "gevuld" / "runs").mkdir(parents=True)
    (tmp_path / "diep.jsonl").write_text("[" * 100_000)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["webcare", *(argument.format(folder=tmp_path) for argument in arguments)])
    with pytest.raises(SystemExit) as left:
        main()
    told = capsys.readouterr()
    assert left.value.code == 2
    assert expected in told.err
    assert told.err.startswith("webcare: ")
    assert told.err.count("\n") == 1
    assert told.out == ""


def leaves(command: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Every command of a command line, with those of its groups."""
    for word, under in getattr(command, "commands", {}).items():
        yield from leaves(under, f"{name} {word}".strip())
    if not hasattr(command, "commands"):
        yield name, command


def test_every_command_takes_a_profile_and_data() -> None:
    found = {name: {word for p in command.params for word in p.opts} for name, command in leaves(get_command(app))}
    assert len(found) > 15
    assert [name for name, options in found.items() if not {"--profile", "--data"} <= options] == []


def test_lines_may_begin_with_a_mark_of_byte_order(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(b'\xef\xbb\xbf{"id": 1, "text": "Hoe vraag ik WW aan bij het UWV?"}\n')
    done = webcare("triage", "in.jsonl", "--data", "elders", cwd=tmp_path)
    assert json.loads(done.stdout)["about"] is True


def test_command_itself_ends_in_one_sentence_too(tmp_path: Path) -> None:
    done = webcare("crawl", "nergens", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_key_that_others_can_read_stops_the_crawl_before_it_begins(
    site: Site, profile_file: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = tmp_path / "sleutel"
    key.write_text("0" * 64)
    key.chmod(0o644)
    monkeypatch.setenv("WEBCARE_KEY_FILE", str(key))
    done = webcare("crawl", "--profile", str(profile_file(source(site))), cwd=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert f"chmod 600 {key}" in done.stderr
    assert site.asked == []


def test_crawl_that_is_complete_ends_with_0_and_a_table(
    site: Site, profile_file: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = profile_file(source(site))
    site.forum.threads[0].posts[0].text = "mijn UWV-geheim, bel 06-12345678"
    monkeypatch.setenv("WEBCARE_PROFILE", str(profile))
    monkeypatch.setenv("WEBCARE_DATA", "mijn data")
    done = webcare("crawl", "bord", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    heading, row = done.stdout.strip().split("\n")
    assert heading.split()[:3] == ["source", "outcome", "requests"]
    assert row.split()[:3] == ["bord", "complete", str(len(site.asked))]
    posts = pd.read_parquet(tmp_path / "mijn data" / "posts")
    assert set(posts["post_id"]) == {"1000", "2000", "3000"}
    stored = b"".join(path.read_bytes() for path in (tmp_path / "mijn data").rglob("*.parquet"))
    for secret in ("lezer", "12345678", "geheim"):
        assert secret not in done.stderr
    assert b"lezer" not in stored, "authors are pseudonyms"
    assert not posts["text"].str.contains("12345678").any()


def test_crawl_that_is_incomplete_ends_with_3_and_keeps_the_rest(
    site: Site, profile_file: Callable[[str], Path], tmp_path: Path
) -> None:
    site.fault = lambda _site, handler, _times: "t=2" in handler.path and send(handler, 500)
    site.forum.thread(9, 300)
    profile = str(profile_file(source(site)))
    done = webcare("crawl", "--profile", profile, "--since", "2020-01-01", cwd=tmp_path)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert "http_5xx" in done.stdout
    assert set(pd.read_parquet(tmp_path / "data" / "posts")["post_id"]) == {"1000", "3000", "9000"}, (
        "and --since reached back"
    )


def test_source_without_its_key_is_skipped_with_the_variable_to_set(
    profile_file: Callable[[str], Path], tmp_path: Path
) -> None:
    off = "[sources.fok]\nenabled = false\nreason = 'Vraagt toestemming.'\n"
    profile = str(profile_file(f'[sources.twitter]\nurl = "http://127.0.0.1:9/"\n[sources.facebook]\n{off}'))
    says = "overgeslagen: zet WEBCARE_X_TOKEN, of WEBCARE_X_TOKEN_FILE met de naam van een bestand."
    done = webcare("crawl", "--profile", profile, cwd=tmp_path)
    assert done.returncode == 3
    rows = {line.split()[0]: line.split()[1:] for line in done.stdout.splitlines()}
    assert (rows["twitter"][:2], rows["facebook"][:2]) == (["skipped", "0"], ["skipped", "0"])
    assert f"twitter: {says}" in done.stdout
    shown = webcare("sources", "--profile", profile, cwd=tmp_path).stdout
    rows = {line.split()[0]: line.split()[1:] for line in shown.splitlines()}
    assert rows["twitter"] == ["x", "http://127.0.0.1:9/", "yes", "never", "skipped", "5-5000"]
    assert (rows["fok"][0], rows["fok"][2:5]) == ("fok", ["no", "never", "off"])
    assert f"twitter: {says}" in shown
    assert "fok: Vraagt toestemming." in shown


def test_crawl_that_is_stopped_says_so_and_keeps_what_it_read(
    site: Site, profile_file: Callable[[str], Path], tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "webcare", "crawl", "--profile", str(profile_file(source(site, 0.1)))]
    site.forum.rows = 40
    for number in range(10, 40):
        site.forum.thread(number, 5)
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path)
    deadline = time.monotonic() + 60
    while not site.times("viewtopic") and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(0.3)
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 3, errors
    assert "Traceback" not in errors
    runs = pd.read_parquet(tmp_path / "data" / "runs").dropna(subset="finished_at")
    assert [tuple(row) for row in runs[["outcome", "reason"]].to_numpy()] == [("partial", "interrupted")]
    assert 0 < len(pd.read_parquet(tmp_path / "data" / "posts")) < 33


def test_crawl_that_is_stopped_while_visits_are_stored_ends_when_they_are() -> None:
    slot = Slot()
    engine = SimpleNamespace(scraper=SimpleNamespace(slot=slot))
    stopping = cast(Crawler, SimpleNamespace(engine=engine, spider=Spider("bord")))
    let_end(stopping)
    slot.itemproc_size, slot.closing = 1, Deferred()
    let_end(stopping)
    assert not slot.closing.called
    slot.itemproc_size = 0
    let_end(stopping)
    let_end(stopping)
    assert slot.closing.called


def test_a_run_leaves_one_row(site: Site, profile_file: Callable[[str], Path], tmp_path: Path) -> None:
    for _ in range(2):
        assert webcare("crawl", "--profile", str(profile_file(source(site))), cwd=tmp_path).returncode == 0
    runs = pd.read_parquet(tmp_path / "data" / "runs")
    assert list(runs["outcome"]) == ["complete", "complete"]
    assert runs["run_id"].is_unique


def test_help_is_quick_and_loads_nothing_heavy(tmp_path: Path) -> None:
    spent = []
    for _ in range(2):
        before = os.times()
        assert webcare("--help", cwd=tmp_path).returncode == 0
        after = os.times()
        spent.append(after.children_user + after.children_system - before.children_user - before.children_system)
    assert min(spent) < 1, "seconds of processor time"
    code = (
        "import sys, webcare.__main__; print(sorted({'scrapy', 'pandas', 'pyarrow', 'weasyprint'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, cwd=ROOT, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("arguments", [(), ("report",)])
def test_command_without_arguments_shows_its_help(arguments: tuple[str, ...], tmp_path: Path) -> None:
    done = webcare(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert "Usage:" in done.stdout + done.stderr
    assert "webcare: " not in done.stderr


def test_scrapy_s_own_commands_know_every_source(
    profile_file: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    own = profile_file('[sources.eigen]\nengine = "phpbb"\nurl = "http://127.0.0.1:9/"\n')
    monkeypatch.setenv("WEBCARE_PROFILE", str(own))
    done = webcare("list", cwd=ROOT, module="scrapy")
    assert done.returncode == 0, done.stderr
    files = {path.stem for path in (ROOT / "spiders").glob("*.py") if f'name = "{path.stem}"' in path.read_text()}
    assert files
    assert files | {"eigen"} <= set(done.stdout.split())
