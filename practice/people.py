"""Invented people: their names, their circumstances, and personal data that is well-formed and nobody's."""

from __future__ import annotations

from random import Random

FIRST = "zonne maan regen water berg bloem ster wolk zilver koffie thee appel noot vlinder fiets molen dijk".split()
SECOND = "straal kind fee beer vos uil mus kever zoeker loper bakker dromer visser piraat ridder tante snoes".split()
TOWNS = "Assen Emmen Hoogeveen Meppel Zwolle Deventer Almelo Goes Tiel Weert Venlo Oss Gouda Hoorn Sneek".split()
JOBS = "kok lasser verpleegkundige chauffeur secretaresse schilder kapster conciërge magazijnmedewerker monteur".split()
MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()
DAYS = "maandag dinsdag woensdag donderdag vrijdag zaterdag".split()
ADVISERS = {"RN": "René", "EB": "Els", "BV": "Bas", "MS": "Mirjam"}
"""Sign-off and first name of the practice team's four advisers."""


def nickname(rng: Random) -> str:
    """A name such as members of boards choose; with a number, so that no real person is meant."""
    return f"{rng.choice(FIRST)}{rng.choice(('', '_', '-'))}{rng.choice(SECOND)}{rng.randrange(10, 999)}"


def circumstances(rng: Random) -> dict[str, str]:
    """What fills the slots of a sentence."""
    return {
        "weken": str(rng.randint(3, 11)),
        "dagen": str(rng.randint(2, 9)),
        "minuten": str(rng.randint(12, 58)),
        "uren": str(rng.randint(12, 38)),
        "leeftijd": str(rng.randint(19, 63)),
        "bedrag": str(rng.randint(60, 1990)),
        "dagnummer": str(rng.randint(2, 28)),
        "plaats": rng.choice(TOWNS),
        "werk": rng.choice(JOBS),
        "maand": rng.choice(MONTHS),
        "dag": rng.choice(DAYS),
    }


def secret(kind: str, rng: Random) -> str:
    """A made-up piece of personal data of a kind: ``bsn``, ``phone``, ``email``, ``iban`` or ``dob``."""
    match kind:
        case "bsn":
            return bsn(rng)
        case "phone":
            return f"06-12 34 {rng.randint(10, 99)} {rng.randint(10, 99)}"
        case "email":
            return f"{rng.choice(FIRST)}.{rng.choice(SECOND)}{rng.randrange(99)}@post.example"
        case "iban":
            return iban(rng)
        case _:
            return f"{rng.randint(1, 28)}-{rng.randint(1, 12):02}-{rng.randint(1950, 1991)}"


def bsn(rng: Random) -> str:
    """A citizen service number of the test range (9999xxxxx) that passes the eleven test."""
    while True:
        number = f"9999{rng.randrange(10**5):05}"
        if (
            sum(int(digit) * weight for digit, weight in zip(number, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True)) % 11
            == 0
        ):
            return number


def iban(rng: Random) -> str:
    """An account number with right check digits (ISO 7064) at a bank that does not exist."""
    account = f"{rng.randrange(10**10):010}"
    digits = "".join(str(int(letter, 36)) for letter in f"PRAK{account}NL00")
    return f"NL{98 - int(digits) % 97:02}PRAK{account}"
