"""The profile: the contract's own example loads, and whatever is wrong is said in one line with file and key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest

from crawler.profile import PROFILES, ProfileError, load
from spiders.crawl import settings_of
from spiders.loader import SourceLoader, stray_accounts

# Section 2 of the contract, word for word, with the mail server that its comment describes.
EXAMPLE = """
[organisation]
name = "UWV"
timezone = "Europe/Amsterdam"
contact = "https://www.uwv.nl/webcare"

[[opening_hours]]
from = 2010-07-13
days = ["ma", "di", "wo", "do", "vr"]
open = 08:00:00
close = 17:00:00

[team]
name = "UWV Webcare Team"
norm_hours = 8
[[team.accounts]]
source = "welderforum"
name = "uwv_webcare"
[team.advisers]
RN = "René"

[[terms]]
term = "UWV"
also = ["u.w.v.", "#uwv", "uwv.nl"]
not_near = []

[[topics]]
id = "ww"
title = "WW"
any = ["ww", "ww-uitkering", "werkloosheidswet"]
not_near = ["world of warcraft", "wachtwoord"]

[crawl]
first_visit_days = 35
keep = "relevant"
revisit_days = 30

[privacy]
authors = "pseudonym"
redact = true
text_months = 18

[report]
accent = "#0B5C9E"
mail_to = ["supervisor@example.nl"]

[mail]
host = "mail.example.nl"
port = 587
from = "webcare@example.nl"

[sources.welderforum]
enabled = true

[sources.mijnforum]
engine = "phpbb"
url = "https://forum.example.nl/"
title = "Mijn Forum"
timezone = "Europe/Amsterdam"
date_order = "DMY"
delay = 2.0
expect = [3, 400]
"""


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = tmp_path / "proef.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_example_of_the_contract_loads_with_its_exact_keys(written: Callable[[str], Path]) -> None:
    profile = load(written(EXAMPLE))
    assert (profile.organisation.name, profile.zone.key) == ("UWV", "Europe/Amsterdam")
    hours = profile.opening_hours[0]
    assert (hours.from_, hours.days[0], hours.open, hours.close) == (date(2010, 7, 13), "ma", time(8), time(17))
    assert (profile.team.name, profile.team.norm_hours, profile.team.advisers) == (
        "UWV Webcare Team",
        8,
        {"RN": "René"},
    )
    assert profile.team_names("welderforum") == {"uwv_webcare"}
    assert profile.team_names("mijnforum") == frozenset()
    assert profile.terms[0].also == ["u.w.v.", "#uwv", "uwv.nl"]
    assert profile.topics[0].not_near == ["world of warcraft", "wachtwoord"]
    assert (profile.crawl.first_visit_days, profile.crawl.keep, profile.crawl.revisit_days) == (35, "relevant", 30)
    assert (profile.privacy.authors, profile.privacy.redact, profile.privacy.text_months) == ("pseudonym", True, 18)
    assert (profile.report.accent, profile.report.mail_to) == ("#0B5C9E", ["supervisor@example.nl"])
    assert profile.mail
    assert profile.mail.from_ == "webcare@example.nl"
    own = profile.sources["mijnforum"]
    assert (own.engine, own.url, own.date_order, own.delay, own.expect) == (
        "phpbb",
        "https://forum.example.nl/",
        "DMY",
        2.0,
        (3, 400),
    )


def test_example_here_holds_every_key_of_the_contract(shared: Path) -> None:
    contract = (shared / "design" / "contract.md").read_text(encoding="utf-8")
    example = re.search(r"```toml\n(.*?)```", contract, re.DOTALL)
    assert example
    ours = tomllib.loads(EXAMPLE)
    assert {**ours, "mail": None} == {**tomllib.loads(example[1]), "mail": None}


def test_optional_tables_have_the_contract_s_defaults(profile_file: Callable[[str], Path]) -> None:
    profile = load(profile_file(""))
    assert (profile.crawl.first_visit_days, profile.crawl.keep, profile.crawl.revisit_days) == (35, "relevant", 30)
    assert (profile.privacy.authors, profile.privacy.redact, profile.privacy.text_months) == ("pseudonym", True, 18)


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


def test_mail_may_name_who_sends_it(written: Callable[[str], Path]) -> None:
    mail = load(written(EXAMPLE.replace("webcare@example.nl", "Het Team <webcare@example.nl>"))).mail
    assert mail
    assert mail.from_ == "Het Team <webcare@example.nl>"


def test_account_on_a_source_that_does_not_exist_is_named_and_stops_nothing(written: Callable[[str], Path]) -> None:
    path = written(EXAMPLE.replace('source = "welderforum"', 'source = "welder"'))
    known = SourceLoader(settings_of(load(path), {})).list()
    (said,) = stray_accounts(load(path), known)
    assert said.startswith(f"{path}: team.accounts.0.source: no welder; there are bluesky, ")
    assert list(stray_accounts(load(written(EXAMPLE)), known)) == []


def test_agent_names_the_organisation_in_letters_that_a_header_may_hold(written: Callable[[str], Path]) -> None:
    text = EXAMPLE.replace('name = "UWV"', 'name = "Groß & Größer, Coöperatie"').replace("/webcare", "/käse?a=1")
    agent = load(written(text)).organisation.agent("webcare/1")
    assert agent == "webcare/1 (Gross & Grosser, Cooperatie; +https://www.uwv.nl/k%C3%A4se?a=1)"


def test_board_without_a_zone_prints_that_of_the_organisation(written: Callable[[str], Path]) -> None:
    told = EXAMPLE.replace('timezone = "Europe/Amsterdam"\ndate_order', "date_order")
    profile = load(written(told.replace("Europe/Amsterdam", "Europe/Lisbon")))
    loaded = SourceLoader(settings_of(profile, {}))
    assert loaded.load("mijnforum").timezone == "Europe/Lisbon"
    assert loaded.load("trosradar").timezone == "Europe/Amsterdam"


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


def test_name_and_path_lead_to_the_same_profile() -> None:
    assert load("uwv") == load(PROFILES / "uwv.toml")


def test_digest_changes_with_the_content(written: Callable[[str], Path]) -> None:
    first = load(written(EXAMPLE)).digest
    assert load(written(EXAMPLE)).digest == first
    assert load(written(EXAMPLE + "\n")).digest != first


def test_board_on_this_machine_may_be_read_without_delay(written: Callable[[str], Path]) -> None:
    local = EXAMPLE.replace("https://forum.example.nl/", "http://127.0.0.1:8000/").replace("delay = 2.0", "delay = 0")
    assert load(written(local)).sources["mijnforum"].delay == 0
