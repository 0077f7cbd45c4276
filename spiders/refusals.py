"""When a source does not answer as it should: the class of failure, and a sentence for the run's row."""

from __future__ import annotations

from twisted.python.failure import Failure

from crawler.items import SKIPPED
from spiders.source import failure_reason, status_reason

CHANGED = "Het antwoord van de bron ziet er anders uit dan verwacht."
SENTENCES = {
    "http_403": "De bron weigert de toegang; controleer de rechten van de toegangssleutel.",
    "rate_limited": "De bron vindt het te veel vragen; de volgende ronde gaat verder.",
    "robots": "De bron laat geen programma's toe (robots.txt).",
}


class Refused(Exception):  # noqa: N818 (it is named for what the source did)
    """A source does not answer as it should; ``reason`` in the words of the contract, the message in Dutch."""

    def __init__(self, reason: str, sentence: str = "") -> None:
        """``sentence`` must hold nothing of what the source sent: it is stored and logged."""
        super().__init__(sentence)
        self.reason = reason


class Gone(Refused):
    """What was asked for is not there (any more)."""

    def __init__(self) -> None:
        """Counts as a changed source unless what is gone may be missed."""
        super().__init__("page_changed", "De bron kent niet meer wat gevraagd werd.")


class Skipped(Refused):
    """A source was not asked at all: a key or a setting is missing."""

    def __init__(self, missing: str) -> None:
        """``missing`` says in Dutch what to set."""
        super().__init__("login_wall", f"{SKIPPED} {missing}.")


def refusal_of(status: int, named: str = "") -> Refused | None:
    """What a status says, None where the answer may be read; ``named`` is the variable of the secret that was sent."""
    if status < 400:
        return moved() if status >= 300 else None
    if status == 401:
        fix = f"zet een nieuw in {named}" if named else "lezen kan hier alleen na inloggen"
        return Refused("login_wall", f"De toegang is verlopen of ongeldig; {fix}.")
    if status in (404, 410):
        return Gone()
    reason = status_reason(status)
    return Refused(reason, SENTENCES.get(reason, f"De bron antwoordt met status {status}."))


def no_answer(error: Exception) -> Refused:
    """What Scrapy raised instead of giving an answer."""
    reason = failure_reason(Failure(error))  # type: ignore[no-untyped-call]  # Twisted's
    return moved() if reason == "offsite" else Refused(reason, SENTENCES.get(reason, ""))


def moved() -> Refused:
    """An answer that sends us to another address, which a key must not follow."""
    return Refused("page_changed", "De bron verwijst naar een ander adres; zet het nieuwe in het profiel.")
