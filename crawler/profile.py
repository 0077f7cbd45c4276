"""The organisation profile: one TOML file that says who we are, what we look for and where (contract, section 2)."""

from __future__ import annotations

import hashlib
import os
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from pydantic import Field, ValidationError, model_validator

from crawler.errors import InputError
from crawler.problems import first_problem, keys_of, unknown_key
from crawler.tables import (
    Crawl,
    Mail,
    OpeningHours,
    Organisation,
    Privacy,
    Report,
    Source,
    Table,
    Team,
    Term,
    Topic,
)
from crawler.values import SourceName, once

if TYPE_CHECKING:
    from crawler.reading.rules import Rule, Rules

PROFILES = Path(__file__).parent / "profiles"
LANGUAGE = PROFILES / "dutch"
"""The rules that hold for every organisation whose customers write Dutch."""

FORMS = 'texts, and keys with a space or an accent, stand in "quotes", times as 09:00:00, dates as 2026-01-31'


class ProfileError(InputError):
    """The profile is wrong; the message names file, key and what was expected, in one line."""


class Profile(Table):
    """One organisation's profile, checked whole."""

    organisation: Organisation
    opening_hours: list[OpeningHours] = Field(min_length=1)
    team: Team
    terms: list[Term] = Field(min_length=1)
    topics: list[Topic] = Field(default_factory=list)
    rules: str | None = None
    crawl: Crawl = Crawl()
    privacy: Privacy = Privacy()
    report: Report = Report()
    mail: Mail | None = None
    sources: dict[SourceName, Source] = Field(default_factory=dict)
    path: Path = Field(exclude=True)
    digest: str = Field(exclude=True)

    @model_validator(mode="after")
    def _says_each_once(self) -> Profile:
        once("opening_hours", "from", [str(table.from_) for table in self.opening_hours])
        once("terms", "term", [term.term.casefold() for term in self.terms])
        once("topics", "id", [topic.id for topic in self.topics])
        return self

    @property
    def zone(self) -> ZoneInfo:
        """The organisation's time zone."""
        return ZoneInfo(self.organisation.timezone)

    @property
    def reading_rules(self) -> Rules:
        """How posts are read: the rules of Dutch, those in the folder beside the profile that it names, its tables."""
        from crawler.reading.told import told

        own = [self.path.parent / self.rules] if self.rules else []
        return _rules((LANGUAGE, *own), told(self), self.path)

    def team_names(self, source: str) -> frozenset[str]:
        """The account names under which the team writes on a source."""
        return frozenset(account.name for account in self.team.accounts if account.source == source)


@cache
def _rules(folders: tuple[Path, ...], told: tuple[Rule, ...], path: Path) -> Rules:
    from crawler.reading.rules import RulesError
    from crawler.reading.rules import load as load_rules

    try:
        return load_rules(*folders, told=told)
    except RulesError as error:
        raise ProfileError(f"{path}: rules: {error}") from error


def load(name: str | Path = "uwv") -> Profile:
    """The profile with this name, or in this file.

    Raises:
        ProfileError: the file is missing, is not TOML, or holds an unknown or wrong key.
    """
    path = find(name)
    try:
        content = path.read_bytes()
        table = tomllib.loads(content.decode("utf-8-sig"))
    except OSError as error:
        raise ProfileError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise ProfileError(f"{path}: not a TOML file: expected its text in UTF-8 ({error.reason})") from error
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(f"{path}: not a TOML file: {error}; {FORMS}") from error
    if ours := {"path", "digest"} & table.keys():
        raise ProfileError(f"{path}: {unknown_key(min(ours), keys_of(Profile))}")
    try:
        return Profile.model_validate({**table, "path": path, "digest": hashlib.sha256(content).hexdigest()[:16]})
    except ValidationError as error:
        raise ProfileError(f"{path}: {first_problem(error, Profile)}") from error


def find(name: str | Path) -> Path:
    """The file behind a profile's name or path.

    Raises:
        ProfileError: there is none; the message lists the built-in names.
    """
    built_in = PROFILES / f"{name}.toml"
    path = built_in if os.sep not in str(name) and built_in.exists() else Path(name)
    if not path.is_file():
        names = ", ".join(sorted(p.stem for p in PROFILES.glob("*.toml")))
        raise ProfileError(f"profile {name}: no such file, and not one of the built-in profiles ({names})")
    return path.resolve()
