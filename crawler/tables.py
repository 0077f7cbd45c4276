"""The tables of an organisation profile, each checked strictly (contract, section 2)."""

from __future__ import annotations

import unicodedata
from datetime import date, time
from string import punctuation
from typing import Annotated, Any, Literal
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from crawler.addresses import is_loopback
from crawler.values import LONGEST, Country, Line, Mailbox, SourceName, Web, Zone, matches

DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
HOUSE_DELAY = 1.0
"""Seconds between two requests to one host; only boards on this machine may be read faster."""


class Table(BaseModel):
    """A TOML table: unknown keys and wrong types are errors, nothing is converted silently."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Organisation(Table):
    """Who monitors; ``contact`` goes into the User-Agent so that a site's owner can ask."""

    name: Line
    timezone: Zone = "Europe/Amsterdam"
    contact: Web

    def agent(self, program: str) -> str:
        """The User-Agent: the program and who asks, in ASCII, since servers refuse other letters in a header."""
        name = unicodedata.normalize("NFKD", self.name.replace("ß", "ss")).encode("ascii", "ignore").decode()
        return f"{program} ({name}; +{quote(self.contact, safe=punctuation)})"


class OpeningHours(Table):
    """Opening hours as they hold from a date on, in the organisation's zone, until the next table's date.

    Attributes:
        holidays: the country whose public holidays are closed; empty for none.
        closed: days that are closed besides, such as the Friday after Ascension Day.
        not_closed: public holidays on which the team works.
    """

    from_: date = Field(alias="from")
    days: list[Literal["ma", "di", "wo", "do", "vr", "za", "zo"]] = Field(min_length=1)
    open: time
    close: time
    holidays: Country = "NL"
    closed: list[date] = []
    not_closed: list[date] = []

    @model_validator(mode="after")
    def _is_possible(self) -> OpeningHours:
        if self.open >= self.close:
            raise ValueError(f"expected close to be later than open ({self.open} to {self.close})")
        if early := min([day for day in (*self.closed, *self.not_closed) if day < self.from_], default=None):
            raise ValueError(f"expected no day before this table holds ({early} lies before {self.from_})")
        if both := set(self.closed) & set(self.not_closed):
            raise ValueError(f"expected {min(both)} either in closed or in not_closed")
        return self


class Account(Table):
    """A name under which the team writes on one source."""

    source: SourceName
    name: Line


class Team(Table):
    """The webcare team: its accounts, the sign-offs of its advisers and the rules it works by."""

    name: Line
    norm_hours: float = Field(default=8, gt=0, allow_inf_nan=False)
    accounts: list[Account] = []
    advisers: dict[Line, Line] = {}
    engagement: dict[Line, Line] = {}


class Term(Table):
    """A search term with its other spellings; ``not_near`` words beside it cancel a hit."""

    term: Line = Field(min_length=2)
    also: list[Line] = []
    not_near: list[Line] = []


class Topic(Table):
    """What a post can be about."""

    id: Annotated[str, matches(r"[a-z0-9_-]+", "small letters, digits, - and _ only, such as bezwaar")]
    title: Line
    any: list[Line] = []
    not_near: list[Line] = []


REST = "algemeen"
"""The topic of posts for which no other topic is found."""


class Crawl(Table):
    """How often and how much is read, and what is kept.

    Attributes:
        rounds_a_week: the rounds that the schedule starts, against which coverage is counted; without it, as many as
            were usual in the weeks before.
    """

    rounds_a_week: int | None = Field(default=None, ge=1)
    first_visit_days: int = Field(default=35, ge=1, le=LONGEST)
    keep: Literal["relevant", "all"] = "relevant"
    revisit_days: int = Field(default=30, ge=0, le=LONGEST)


class Privacy(Table):
    """What is kept about people, and how long."""

    authors: Literal["pseudonym", "plain"] = "pseudonym"
    redact: bool = True
    text_months: int = Field(default=18, ge=1, le=LONGEST // 31)


class Report(Table):
    """How reports look and whom they reach."""

    accent: Annotated[str, matches("#[0-9A-Fa-f]{6}", "# and six digits or letters up to F, such as #0B5C9E")] = (
        "#0B5C9E"
    )
    mail_to: list[Mailbox] = []
    asked: str = ""
    per_adviser: bool = False


class Mail(Table):
    """The outgoing mail server; its password comes from the environment only."""

    host: Line
    port: int = Field(default=587, ge=1, le=65535)
    from_: Mailbox = Field(alias="from")
    user: str = ""


class Source(Table):
    """Overrides for a built-in source, or, with ``engine`` and ``url``, a source of the profile's own.

    Attributes:
        boards: where to look; on Reddit the communities.
        feeds: Google Alerts, one feed a search term: ``{term = address}``.
        servers: Mastodon servers to ask.
        tags: hashtags to follow on them; without any, the search terms that can be one.
        budget: posts that may be read a day, where each costs money.
        page: the organisation's own page, by the platform's id (Facebook, LinkedIn).
        consent: cookies that say yes to a site's consent page: ``{name = value}``. Only where the operator may lawfully
            consent; without them a consent page is a wall.
    """

    enabled: bool = True
    engine: str | None = None
    url: Web | None = None
    title: Line | None = None
    kind: Literal["forum", "qa", "complaint", "social", "feed"] | None = None
    timezone: Zone | None = None
    date_order: Literal["DMY", "MDY", "YMD"] | None = None
    delay: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None
    expect: tuple[int, int] | None = None
    browser: bool | None = None
    boards: list[str] | None = None
    feeds: dict[str, Web] | None = None
    servers: list[Web] | None = None
    tags: list[Annotated[str, matches(r"\w+", "a hashtag without its #, such as bijstand")]] | None = None
    budget: int | None = Field(default=None, ge=0)
    page: str | None = None
    consent: dict[str, str] | None = None
    reason: str | None = None

    @field_validator("expect", mode="before")
    @classmethod
    def _pair(cls, value: object) -> object:
        if (
            isinstance(value, list)
            and len(value) == 2
            and all(isinstance(n, int) for n in value)
            and 0 <= value[0] <= value[1]
        ):
            return tuple(value)
        raise ValueError("expected [at least, at most] relevant posts a week")

    @model_validator(mode="after")
    def _is_polite(self) -> Source:
        is_local = self.url is not None and is_loopback(self.url)
        if self.delay is not None and self.delay < HOUSE_DELAY and not is_local:
            raise ValueError(f"expected a delay of at least {HOUSE_DELAY} seconds for a host that is not this machine")
        return self

    def overrides(self) -> dict[str, Any]:
        """The attributes that this table sets on its spider."""
        return self.model_dump(exclude_none=True, exclude={"enabled", "reason"})
