"""Personal data as people write it: our own generator of awkward forms, not the dev set's."""

import random

from stdnum.nl import bsn as bsn_number


def digits(rng, count):
    return "".join(rng.choice("0123456789") for _ in range(count))


def a_bsn(rng):
    while True:
        number = rng.choice("123456789") + digits(rng, 8)
        if bsn_number.is_valid(number):
            return number


def bsn_forms(rng):
    n = a_bsn(rng)
    wrong = n[:8] + str((int(n[8]) + 1) % 10)
    grouped = rng.choice([n, f"{n[:3]} {n[3:6]} {n[6:]}", f"{n[:4]}.{n[4:6]}.{n[6:]}", f"{n[:3]}-{n[3:6]}-{n[6:]}"])
    cued = rng.choice(
        [grouped, wrong, " ".join(n), f"{n[:2]} {n[2:4]} {n[4:6]} {n[6:]}", f"{n[:3]}/{n[3:6]}/{n[6:]}", n[:8]]
    )
    cue = rng.choice(
        ["b.s.n. ", "BSN-nummer ", "bsn nr. ", "burgerservicenummer (", "mijn sofi nummer was ", "Bsn=", "sofi-nr: ",
         "burger service nummer: ", "bsn van mijn vrouw is ", "mijn bsn dat is dus ", "BSN\n",
         "burgerservicenr. is nog steeds "]
    )  # fmt: skip
    if rng.random() < 0.6:
        return cue, cued, rng.choice(["", " dank", ". Groetjes", ", kunt u kijken?"])
    return (
        rng.choice(["ik ben ", "hier is ie: ", "staat op de brief, "]),
        grouped,
        rng.choice(["", " hoor", ", kijk maar na"]),
    )


def phone_forms(rng):
    d = digits(rng, 8)
    f = digits(rng, 7)
    number = rng.choice(
        [f"06{d}", f"06 {d[:4]} {d[4:]}", f"06-{d[:2]}-{d[2:4]}-{d[4:6]}-{d[6:]}", f"+31 (0)6 {d}", f"+31-6-{d}",
         f"0031(0)6{d}",
         f"(+31) 6 {d[:4]} {d[4:]}", f"06.{d[:2]}.{d[2:4]}.{d[4:6]}.{d[6:]}", f"06 {d[:3]} {d[3:6]} {d[6:]}",
         f"06_{d}".replace("_", " - "),
         f"06 / {d}", f"020-{f}", f"020 {f[:3]} {f[3:5]} {f[5:]}", f"(070) {f}", f"+31 20 {f[:3]} {f[3:]}",
         f"0{rng.choice('13457')}{d[:2]} {d[2:8]}",
         f"0{rng.choice('13457')}{d[:2]} - {d[2:5]} {d[5:8]}", f"+32 4{d[:2]} {d[2:4]} {d[4:6]} {d[6:]}",
         f"06{d[:1]} {d[1:4]} {d[4:]}"]
    )  # fmt: skip
    cue = rng.choice(
        [
            "",
            "bel ",
            "mob: ",
            "mijn telefoonnummer is ",
            "app me op ",
            "tel.",
            "Tel:",
            "of via ",
            "nummer van mijn moeder: ",
        ]
    )
    return cue, number, rng.choice(["", " na zessen", ", liefst 's avonds", "."])


SPOKEN = ["nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"]


def spoken_forms(rng):
    d = "06" + digits(rng, 8)
    words = [SPOKEN[int(c)] for c in d]
    mixed = [SPOKEN[0], SPOKEN[6], *[rng.choice([SPOKEN[int(c)], c]) for c in d[2:]]]
    return (
        rng.choice(["bel me op ", "mijn nummer: ", ""]),
        rng.choice([" ".join(words), ", ".join(words), "-".join(words), " ".join(mixed)]),
        ".",
    )


def email_forms(rng):
    who = rng.choice(["kees", "an.ne", "j_k", "fam-bos", "X.y.z", "lotte1990"])
    host = rng.choice(["thuis", "mail-box", "sub.post"])
    at = rng.choice(
        ["@", " @ ", "(at)", "[at]", " (at) ", "{at}", " apenstaartje ", " apestaart ", "(apenstaartje)", " at "]
    )
    dot = rng.choice([".", " punt ", " dot ", "(punt)", "[dot]"]) if at != "@" else "."
    if at == " at ":
        dot = " dot "
    return (
        rng.choice(["mailen kan: ", "", "contact via ", "e-mailadres "]),
        f"{who}{at}{host}{dot}example",
        rng.choice(["", ", graag", " !"]),
    )


def iban_forms(rng):
    country, bank = rng.choice([("NL", "INGB"), ("NL", "TRIO"), ("NL", "BUNQ"), ("NL", "ASNB"), ("DE", "")])
    body = bank + digits(rng, 10 if bank else 18)
    check = 98 - int("".join(str(int(c, 36)) for c in body + country + "00")) % 97
    iban = f"{country}{check:02d}{body}"
    spaced = " ".join(iban[i : i + 4] for i in range(0, len(iban), 4))
    dotted = iban[:4] + "." + iban[4:8] + "." + iban[8:]
    form = rng.choice(
        [
            iban,
            spaced,
            iban.lower(),
            spaced.lower(),
            dotted,
            iban[:4] + " " + iban[4:],
            iban[:4] + "-" + iban[4:8] + "-" + iban[8:],
        ]
    )
    return (
        rng.choice(["stort op ", "rek.nr ", "IBAN: ", "nieuw nummer ", "("]),
        form,
        rng.choice(["", " ten name van mij", ") dus", "."]),
    )


STREETS = [
    "Kerkstraat",
    "Jan van Galenstraat",
    "Laan van Meerdervoort",
    "Burgemeester Bosweg",
    "1e Helmersstraat",
    "De Genestetplein",
    "Ds. Kolffstraat",
    "Nieuwe Gracht",
    "Hoge Rijndijk",
    "Sint Annastraat",
    "Van 't Hoffkade",
]


def address_forms(rng):
    number = (
        f"{rng.randint(1, 399)}{rng.choice(['', '', 'a', ' B', '-3', ' bis', ' hs', 'C12', '-II', ' 2 hoog', '/4'])}"
    )
    letters = rng.choice(["AC", "GH", "xk", "TZ", "Pd"])
    code = f"{rng.choice('23456789')}{digits(rng, 3)}{rng.choice(['', ' '])}{letters}"
    street = rng.choice(STREETS)
    form = rng.choice(
        [f"{street} {number}", f"{street} {number}, {code}", f"{street} {number} {code}",
         f"{street} {number}\n{code}", f"{code} huisnummer {number}",
         f"{code}, nr. {number}", f"{code}-{number}", f"{code}/{number}", f"{code} {number}",
         f"huisnummer {number}, postcode {code}"]
    )  # fmt: skip
    return (
        rng.choice(["ik woon op de ", "post naar: ", "verhuis naar ", "adres: "]),
        form,
        rng.choice(["", " in Emmen", ", bovenste bel"]),
    )


MONTHS = ["januari", "febr.", "mrt", "april", "mei", "juni", "jul", "augustus", "sept", "okt.", "november", "dec"]


def dob_forms(rng):
    d, m, y = rng.randint(1, 28), rng.randint(1, 12), rng.randint(1940, 2005)
    date = rng.choice(
        [f"{d}-{m}-{y}", f"{d:02d}/{m:02d}/{y % 100:02d}", f"{d} {MONTHS[m - 1]} {y}",
         f"{d} {MONTHS[m - 1]} '{y % 100:02d}", f"{d}.{m}.{y}",
         f"{y}-{m:02d}-{d:02d}", f"{d:02d}{m:02d}{y}", f"{d}e {MONTHS[m - 1]} {y}", f"{d} - {m} - {y}",
         f"{d:02d} {m:02d} {y}", f"{d:02d}{m:02d}{y % 100:02d}"]
    )  # fmt: skip
    cue = rng.choice(
        ["geboortedatum: ", "geb. dat. ", "geb: ", "ik ben geboren op ", "Geboren ", "geboortedag is ", "gebdatum ",
         "geb.dd. ", "geboortedatum van mijn zoon is ", "geb.op "]
    )  # fmt: skip
    return cue, date, rng.choice(["", " te Assen", ", dus al wat ouder", "."])


def case_forms(rng):
    n = digits(rng, 9)
    number = rng.choice(
        [n, f"{n[:3]}.{n[3:6]}.{n[6:]}", f"ZW/{n[:4]}/{n[4:]}", f"K-{n}", f"{n[:4]}-{n[4:]}", f"A{n[:6]}",
         f"{n[:2]}.{n[2:]}-B", f"UW{n[:5]}/{n[5:]}", f"BB-{n[:4]}-{n[4:7]}-X"]
    )  # fmt: skip
    cue = rng.choice(
        ["dossiernr. ", "dossiernr: ", "klantnummer ", "mijn zaaknummer is ", "kenmerk ", "Uw kenmerk: ",
         "referentienummer ", "(dossier ", "zaak ", "claimnummer: ",
         "aanvraagnummer ", "cliëntnummer ", "registratienummer is ", "ref. ", "dossiernummer bij jullie is "]
    )  # fmt: skip
    return cue, number, rng.choice(["", ") loopt nog", ", al weken stil", "."])


FORMS = [
    ("bsn", bsn_forms),
    ("phone", phone_forms),
    ("phone", spoken_forms),
    ("email", email_forms),
    ("iban", iban_forms),
    ("address", address_forms),
    ("dob", dob_forms),
    ("case", case_forms),
]


def generated(seed, each=150):
    """Some texts of each form: its kind, the text, and where in it the personal data begins and ends."""
    rng = random.Random(seed)
    for kind, form in FORMS:
        for _ in range(each):
            before, value, after = form(rng)
            yield kind, before + value + after, len(before), len(before) + len(value)
