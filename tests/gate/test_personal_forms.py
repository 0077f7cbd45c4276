"""Personal data in every form that long lists give, put into the sentences of the client's set and of strangers.

When this was first tried, .981 of 1,008 in the client's sentences were covered; with that mended, .982 to .994 of some
500 in the sentences of each of six strangers. A postcode before its street, a street's name that begins in small
letters, a BSN with spaces between all its digits, and "stuur maar naar" without a word for living were not known.
"""

from random import Random

import pytest

from crawler.reading.personal import spans
from tests.gate.test_personal import GATE, is_covered
from webcare.score import labelled

STREETS = """
Dorpsstraat|Kerkweg|Prins Hendrikkade|Oude Gracht|Nieuwe Binnenweg|Laan van Meerdervoort|Laan van Nieuw-Oost-Indië|
Plein 1944|1e Pijnackerstraat|2e Hugo de Grootstraat|'s-Gravendijkwal|'t Hof|De Meent|De Savornin Lohmanlaan|
Van Goghstraat|Van der Helmstraat|v.d. Waalsstraat|v/d Lindenlaan|Jan van Galenstraat|Mr. P.J. Troelstralaan|
Dr. Schaepmanstraat|Burgemeester van Tuyllkade|Burg. Jansenweg|Ds. Boerstraat|Sint Annastraat|Willem de Zwijgerlaan|
Graaf Adolfstraat|Koningin Wilhelminaplein|Gen. Spoorstraat|Gedempte Zuiderdiep|Westersingel|Oosterpark|Damrak|
Korte Nieuwstraat|Achter de Dom|Rijksstraatweg|Elzenhof|Beukenhorst|Eikenheuvel|Tuinpad|Maasboulevard|Anne Frankstraat|
Jac. P. Thijsselaan|Molenwei|Rozengaarde|Bouwhoeve|J.P. Coenstraat|M.H. Trompstraat|C. van Eesterenlaan|Kon. Emmakade|
Pr. Beatrixlaan
""".replace("\n", "").split("|")
ADDITIONS = ["", "", "", "a", " b", "-2", " bis", "-III", " hs", "/1", " II", " A", "bis", "-a"]
NAMES = "j.jansen marieke_de.vries k-pieters88 tante.bep p.vd.berg ikke1979 r.bakker-smit".split()
DOMAINS = "gmail.com hotmail.nl ziggo.nl kpnmail.nl outlook.com planet.nl student.hva.nl mijnbedrijf.eu".split()
BANKS = "INGB RABO ABNA SNSB TRIO KNAB BUNQ ASNB RBRB FVLB".split()
MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()
TURNS = 8
"""How many forms each place is tried with."""
FLOORS = {"pii_dev": 0.998, "pii_d": 0.99, "pii_h": 0.99, "pii_j": 0.985, "pii_k": 0.99}


def address(random):
    street, house = random.choice(STREETS), f"{random.randint(1, 399)}{random.choice(ADDITIONS)}"
    letters = "".join(random.choices("BCEGHJKLMNPRTVWXZ", k=2))
    code = f"{random.randint(1000, 9999)}{random.choice(['', ' '])}{random.choice([letters, letters.lower()])}"
    forms = [f"{street} {house}, {code}"] * 2 + [f"{street} {house} {code}", f"{code}, {street} {house}"]
    forms += [f"{code} {random.randint(1, 299)}", f"{code} nr {house}", f"{street} {house}"]
    return random.choice([*forms, f"{street.lower()} {house}, {code}"])


def bsn(random):
    while True:
        digits = [random.randint(1, 9), *random.choices(range(10), k=7)]
        check = sum((9 - place) * digit for place, digit in enumerate(digits)) % 11
        if check < 10:
            break
    s = "".join(map(str, [*digits, check]))
    forms = [s, s, f"{s[:3]} {s[3:6]} {s[6:]}", f"{s[:4]}.{s[4:6]}.{s[6:]}", f"{s[:3]}-{s[3:6]}-{s[6:]}", " ".join(s)]
    return random.choice([*forms, f"{s[:4]} {s[4:6]} {s[6:]}", f"{s[:2]} {s[2:4]} {s[4:6]} {s[6:]}"])


def phone(random):
    m, short = str(random.randint(10_000_000, 99_999_999)), str(random.randint(2_000_000, 8_999_999))
    area, long = random.choice(["020", "010", "030", "070"]), random.choice(["0297", "0113", "0592", "0481"])
    forms = [f"06{m}", f"06-{m}", f"06 {m}", f"06 {m[:2]} {m[2:4]} {m[4:6]} {m[6:]}", f"06-{m[:4]} {m[4:]}", f"+316{m}"]
    forms += [
        f"+31 6 {m[:4]} {m[4:]}",
        f"0031 6 {m}",
        f"(06) {m}",
        f"+31(0)6{m}",
        f"06.{m[:2]}.{m[2:4]}.{m[4:6]}.{m[6:]}",
    ]
    forms += [f"{area}-{short}", f"({area}) {short[:3]} {short[3:]}", f"{area} {short[:3]} {short[3:5]} {short[5:]}"]
    return random.choice([*forms, f"{long}-{short[:6]}", f"{long} {short[:3]} {short[3:6]}", f"06/{m}"])


def iban(random):
    bank, account = random.choice(BANKS), f"{random.randint(0, 9_999_999_999):010}"
    number = int("".join(str(int(letter, 36)) for letter in f"{bank}{account}NL00"))
    s = f"NL{98 - number % 97:02}{bank}{account}"
    groups = [s[start : start + 4] for start in range(0, 18, 4)]
    forms = [s, s.lower(), " ".join(groups), ".".join(groups), f"{s[:4]} {bank} {account}", f"{s[:4]}-{bank}-{account}"]
    return random.choice(
        [*forms, f"NL {s[2:4]} {bank} {account}", f"{s[:8]} {account[:3]} {account[3:6]} {account[6:]}"]
    )


def dob(random):
    d, m, y = random.randint(1, 28), random.randint(1, 12), random.randint(1945, 1999)
    month = MONTHS[m - 1]
    forms = [f"{d}-{m}-{y}", f"{d:02}-{m:02}-{y}", f"{d:02}/{m:02}/{y}", f"{d}.{m}.{y}", f"{d} {month} {y}"]
    forms += [
        f"{d} {'mrt' if m == 3 else month[:3]} {y}",
        f"{d:02}{m:02}{y}",
        f"{y}-{m:02}-{d:02}",
        f"{d}-{m}-{y % 100}",
    ]
    return random.choice([*forms, f"{d:02} {m:02} {y}", f"{d} {month} '{y % 100}", f"{d}/{m}/{y % 100}"])


def email(random):
    name, domain = random.choice(NAMES), random.choice(DOMAINS)
    host, land = domain.rsplit(".", 1)
    forms = [f"{name}@{domain}", f"{name.upper()}@{domain}", f"{name} @ {domain}", f"{name}[at]{domain}"]
    forms += [f"{name} (at) {host} (punt) {land}", f"{name} apenstaartje {domain}", f"{name}[at]{host}[dot]{land}"]
    return random.choice([*forms, f"{name} at {host} punt {land}", f"{name} apestaart {host} punt {land}"])


MADE = {"address": address, "bsn": bsn, "phone": phone, "iban": iban, "dob": dob, "email": email}


def filled(line, random):
    """A post with a made form in each place that has a kind we make, and where those stand."""
    text, places, end = "", [], 0
    for span in sorted(line["pii"], key=lambda span: span["start"]):
        text += line["text"][end : span["start"]]
        words = MADE[span["type"]](random) if span["type"] in MADE else span["text"]
        places.append((len(text), len(text) + len(words)))
        text, end = text + words, span["end"]
    return text + line["text"][end:], places


@pytest.mark.parametrize("name", FLOORS)
def test_any_form_is_found_in_the_sentences_of_others(name):
    random = Random(name)
    tried, lost = 0, []
    for line in labelled(GATE / f"{name}.jsonl"):
        for _ in range(TURNS):
            text, places = filled(line, random)
            found = spans(text)
            tried += len(places)
            lost += [text[start:end] for start, end in places if not is_covered(text, start, end, found)]
    assert tried > 1000
    assert 1 - len(lost) / tried >= FLOORS[name], lost
