"""The profile: the contract's own example loads, and what it says is what the rest of the product is told."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from datetime import date, time
from pathlib import Path

from crawler.profile import PROFILES, load
from spiders.crawl import settings_of
from spiders.loader import SourceLoader
from tests.contract import EXAMPLE


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


def test_mail_may_name_who_sends_it(written: Callable[[str], Path]) -> None:
    mail = load(written(EXAMPLE.replace("webcare@example.nl", "Het Team <webcare@example.nl>"))).mail
    assert mail
    assert mail.from_ == "Het Team <webcare@example.nl>"


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


def test_name_and_path_lead_to_the_same_profile() -> None:
    assert load("uwv") == load(PROFILES / "uwv.toml")


def test_digest_changes_with_the_content(written: Callable[[str], Path]) -> None:
    first = load(written(EXAMPLE)).digest
    assert load(written(EXAMPLE)).digest == first
    assert load(written(EXAMPLE + "\n")).digest != first


def test_board_on_this_machine_may_be_read_without_delay(written: Callable[[str], Path]) -> None:
    local = EXAMPLE.replace("https://forum.example.nl/", "http://127.0.0.1:8000/").replace("delay = 2.0", "delay = 0")
    assert load(written(local)).sources["mijnforum"].delay == 0
