"""Whatever is wrong in a profile is said in one line, with the file and the key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from crawler.profile import ProfileError, load
from spiders.crawl import settings_of
from spiders.loader import SourceLoader, stray_accounts
from tests.contract import EXAMPLE


@pytest.mark.parametrize(
    ("old", "new", "key", "expected"),
    [
        ("[crawl]", "[crawl]\nspeed = 3", "crawl.speed", "unknown key"),
        ("[crawl]", "[crawling]", "crawling", "unknown key"),
        ("[team]", "[teams]", "teams", "the keys here are organisation, opening_hours, team,"),
        ("[crawl]", "[crawl]\nspeed = 3", "crawl.speed", "the keys here are rounds_a_week, first_visit_days"),
        ('date_order = "DMY"', 'order = "DMY"', "sources.mijnforum.order", "date_order"),
        ('name = "UWV"', 'name = " "', "organisation.name", "at least a letter or digit"),
        ('name = "UWV"', 'name = "U\\nWV"', "organisation.name", "on one line"),
        ("uwv.nl/webcare", "uwv.nl/web\\nX-Other: 1", "organisation.contact", "web address"),
        ('days = ["ma", "di", "wo", "do", "vr"]', "days = []", "opening_hours.0.days", "at least 1"),
        ("[[opening_hours]]", "[opening_hours]", "opening_hours", "[[opening_hours]]"),
        ("open = 08:00:00", 'open = "08:00"', "opening_hours.0.open", "without quotes, such as 09:00:00"),
        ("[team]", EXAMPLE[EXAMPLE.index("[[opening") : EXAMPLE.index("[team]")] + "[team]", "opening_hours", "once"),
        ('term = "UWV"', 'term = "UWV"\n[[terms]]\nterm = "uwv"', "terms", "once (found 'uwv' twice)"),
        ("not_near = []", 'not_near = [""]', "terms.0.not_near.0", "letter or digit"),
        ('also = ["u.w.v."', 'also = ["--"', "terms.0.also.0", "letter or digit"),
        ('title = "WW"', 'title = "WW"\n[[topics]]\nid = "ww"\ntitle = "W"', "topics", "once (found 'ww' twice)"),
        ("first_visit_days = 35", "first_visit_days = 999999999999", "crawl.first_visit_days", "36500"),
        ("text_months = 18", "text_months = 999999999999", "privacy.text_months", "less than"),
        ("expect = [3, 400]", "expect = [-3, 400]", "sources.mijnforum.expect", "at least, at most"),
        ("forum.example.nl/", "forum.example.nl:99999/", "sources.mijnforum.url", "web address"),
        ('mail_to = ["supervisor@example.nl"]', 'mail_to = ["supervisor"]', "report.mail_to.0", "mail address"),
        ('from = "webcare@example.nl"', 'from = "webcare"', "mail.from", "mail address"),
        ('from = "webcare@example.nl"', 'from = "Team <webcare>"', "mail.from", "mail address"),
        ('name = "UWV"', 'naam = "UWV"', "organisation.na", "key"),
        ('contact = "https://www.uwv.nl/webcare"', "", "organisation.contact", "missing"),
        (
            'contact = "https://www.uwv.nl/webcare"',
            'contact = "www.uwv.nl"',
            "organisation.contact",
            "http:// or https://",
        ),
        (
            'timezone = "Europe/Amsterdam"\ncontact',
            'timezone = "Amsterdam"\ncontact',
            "organisation.timezone",
            "time zone",
        ),
        ("from = 2010-07-13", 'from = "13 juli"', "opening_hours.0.from", "date"),
        ('days = ["ma"', 'days = ["mon"', "opening_hours.0.days.0", "'ma'"),
        ("close = 17:00:00", "close = 07:00:00", "opening_hours.0", "later than open"),
        ("close = 17:00:00", 'close = 17:00:00\nholidays = "XX"', "opening_hours.0.holidays", "code of a country"),
        ("close = 17:00:00", "close = 17:00:00\nclosed = [2009-05-15]", "opening_hours.0", "no day before"),
        ("close = 17:00:00", "close = 17:00:00\nvrij = [2010-12-24]", "opening_hours.0.vrij", "unknown key"),
        (
            "close = 17:00:00",
            "close = 17:00:00\nclosed = [2010-12-24]\nnot_closed = [2010-12-24]",
            "opening_hours.0",
            "either in closed or in not_closed",
        ),
        ("first_visit_days = 35", "rounds_a_week = 0", "crawl.rounds_a_week", "greater than"),
        ("norm_hours = 8", "norm_hours = 0", "team.norm_hours", "greater than 0"),
        ("norm_hours = 8", 'norm_hours = "8"', "team.norm_hours", "number"),
        ('term = "UWV"', 'term = "U"', "terms.0.term", "at least 2"),
        ("not_near = []", 'not_near = "x"', "terms.0.not_near", "list"),
        ('id = "ww"', 'id = "W W"', "topics.0.id", "small letters"),
        ("first_visit_days = 35", "first_visit_days = 35.5", "crawl.first_visit_days", "integer"),
        ("first_visit_days = 35", "first_visit_days = true", "crawl.first_visit_days", "integer"),
        ('keep = "relevant"', 'keep = "some"', "crawl.keep", "'relevant' or 'all'"),
        ("redact = true", "redact = 1", "privacy.redact", "boolean"),
        ('authors = "pseudonym"', 'authors = "names"', "privacy.authors", "'pseudonym' or 'plain'"),
        ('accent = "#0B5C9E"', 'accent = "blue"', "report.accent", "such as #0B5C9E"),
        ("enabled = true", 'enabled = "yes"', "sources.welderforum.enabled", "boolean"),
        ("enabled = true", "enable = true", "sources.welderforum.enable", "unknown key"),
        ('date_order = "DMY"', 'date_order = "DDMM"', "sources.mijnforum.date_order", "'DMY'"),
        ("delay = 2.0", 'delay = "2"', "sources.mijnforum.delay", "number"),
        ("delay = 2.0", "delay = 0.2", "sources.mijnforum", "at least 1.0 seconds"),
        ("enabled = true", "delay = 0.2", "sources.welderforum", "at least 1.0 seconds"),
        ("expect = [3, 400]", "expect = [400, 3]", "sources.mijnforum.expect", "at least, at most"),
        ("expect = [3, 400]", "expect = 3", "sources.mijnforum.expect", "at least, at most"),
        (
            'url = "https://forum.example.nl/"',
            'url = "forum.example.nl"',
            "sources.mijnforum.url",
            "http:// or https://",
        ),
        ("[organisation]", 'path = "x"\n[organisation]', "path", "unknown key"),
        ("[organisation]", 'digest = "x"\n[organisation]', "digest", "unknown key"),
        ("[sources.mijnforum]", '[sources."mijn/forum"]', "sources.mijn/forum", "letters, digits and underscores"),
    ],
)
def test_what_is_wrong_is_named_in_one_line(
    written: Callable[[str], Path], old: str, new: str, key: str, expected: str
) -> None:
    assert old in EXAMPLE
    path = written(EXAMPLE.replace(old, new, 1))
    with pytest.raises(ProfileError) as wrong:
        load(path)
    message = str(wrong.value)
    assert message.startswith(f"{path}: ")
    assert key in message
    assert expected in message
    assert "\n" not in message


def test_wrong_table_is_not_repeated_whole_in_the_sentence(written: Callable[[str], Path]) -> None:
    with pytest.raises(ProfileError) as wrong:
        load(written(EXAMPLE.replace("close = 17:00:00", "close = 07:00:00")))
    assert str(wrong.value).endswith("opening_hours.0: expected close to be later than open (08:00:00 to 07:00:00)")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('engine = "phpbb"', 'engine = "phpbbb"', "sources.mijnforum.engine: no phpbbb; there are bbpress, "),
        ('engine = "phpbb"\n', "", "sources.mijnforum: no built-in source; expected engine and url"),
    ],
)
def test_source_or_engine_that_does_not_exist_is_named(
    written: Callable[[str], Path], old: str, new: str, expected: str
) -> None:
    path = written(EXAMPLE.replace(old, new))
    with pytest.raises(ProfileError) as wrong:
        SourceLoader(settings_of(load(path), {}))
    assert str(wrong.value).startswith(f"{path}: {expected}")


def test_account_on_a_source_that_does_not_exist_is_named_and_stops_nothing(written: Callable[[str], Path]) -> None:
    path = written(EXAMPLE.replace('source = "welderforum"', 'source = "welder"'))
    known = SourceLoader(settings_of(load(path), {})).list()
    (said,) = stray_accounts(load(path), known)
    assert said.startswith(f"{path}: team.accounts.0.source: no welder; there are bluesky, ")
    assert list(stray_accounts(load(written(EXAMPLE)), known)) == []


def test_file_that_is_no_toml_is_named(written: Callable[[str], Path]) -> None:
    for text in ("[organisation", "a = 'x\n"):
        with pytest.raises(ProfileError, match=r"proef\.toml: not a TOML file"):
            load(written(text))


def test_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "proef.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ProfileError, match=r"proef\.toml: not a TOML file"):
        load(tmp_path / "proef.toml")


def test_profile_that_does_not_exist_names_those_that_do() -> None:
    with pytest.raises(ProfileError, match=r"profile nergens: .*uwv"):
        load("nergens")
