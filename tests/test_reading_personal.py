"""Personal data: generated and awkward forms are covered, what is harmless stays, and laws of masking."""

import json
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.nl import bsn as bsn_number

from crawler.reading.personal import TOKENS, mask, spans
from tests.personal_forms import generated

DEV = Path(__file__).parent / "gate" / "pii_dev.jsonl"
OWN = {"uwv.nl"}


def is_covered(text, start, end):
    return any(span.start <= start and end <= span.end for span in spans(text, OWN))


def test_generated_forms_are_covered():
    rows = list(generated(20261))
    missed = [text for _, text, start, end in rows if not is_covered(text, start, end)]
    assert len(missed) <= 0.002 * len(rows), missed[:20]


@pytest.mark.parametrize(
    "text",
    [
        "bel 0900-9294 of 0800 8001", "bel 088 - 898 9294 tijdens kantooruren", "gemeente: 14 020 of 14030",
        "vragen? 116 117",
        "ordernummer 757625496 is zoek", "factuurnr: 757 625 496", "ISBN 978 90 1234 567 8",
        "artikelnummer: 123456782", "vacaturenr 120146206",
        "kreeg 1.234,56 euro op 12-03-2011", "van 21-6-2010 t/m 1-9-2010 ziek", "06-07-2010 14:05 gebeld",
        "€ 120146206 winst", "120.146.206 euro begroot",
        "https://forum.example/viewtopic.php?t=120146206&p=757625496", "topic 120146206 gaat hierover",
        "www.forum.example/draad/0612345678",
        "postcodegebied 9700", "postcode 1234 is van Naarden toch", "in 2008 en 2009", "2010 WW aangevraagd",
        "ik woon sinds 2010 in 2 kamers", "verhuisd in 2012 om 3 redenen", "van 1974 tm 1991 gewerkt",
        "van 3000 naar 2500 netto", "tussen 1800 en 2200 euro",
        "al 3 weken op straat 2 keer bestolen", "ik ben weg 3 dagen", "Windows 10 en Boeing 737",
        "artikel 19 lid 4 WIA", "kamer 12 op de 3e", "in week 93 aanvragen",
        "geboren voor 1 januari 1950 telt anders", "de baby werd 12 weken te vroeg geboren",
        "uitgerekend op 3 mei 2011", "sinds 1 mei 1998 in de WAO",
        "formulier 2010-448 invullen", "zaak duurt nu al 14 maanden", "mijn dossier uit 2010 is kwijt",
        "dossier 2009-2010 ontbreekt", "op 3 mei 1998 ging hij uit dienst",
        "mail info@uwv.nl", "kijk op uwv.nl/webcare", "score 71-64 gisteren", "reacties: 228 bekeken: 9.007",
        "kenteken 12-ABC-3", "Postbus 57017, 1040 CT Amsterdam",
        "een twee drie vier keer gebeld", "nul komma nul reactie gehad", "@kees_vdm dank!",
        "afspraak om 06:30 12345 stappen", "IP 192.168.100.254", "36 uur x 4 weken x 12,50",
        "dagloon 108,11 maal 21,75", "tot 31 aug 2012 WW", "versie 10.0.19045", "Hoi allemaal, lang verhaal",
        "Bedankt voor de tip", "Beste mensen, een vraag",
        "70 % van 2400 bruto", "100.000 banen en 60.000 werklozen",
        "bsn staat op de brief van 12-03-2011", "mijn bsn moest ik 3, 4 of 5 keer geven", "bsn nodig? bel 0900-9294",
        "ik ben nummer 34.871 in de wachtrij", "nummer 1.234.567 van Nederland", "nr 2010-2011", "bellen op 01-02-2011",
        "mijn bsn stond in 2010, 2011 en 2012 verkeerd", "bsn en 5.000, 4.000 euro", "voor 2010 2011 bsn gevraagd",
        "sofinummer: zie jaaropgaaf 2010\n2011 ook", "bsn vergeten in week 12, 13, 14, 15 en 16",
        "CAO 2010-2012-A", "groepen 15-25-35-45-A", "ISO-9001-2015", "Rabo 088-7226767", "bestelling AB-1234-56789",
        "op de snelweg 5 km file", "Rotterdamse haven 12 uur per dag", "ik woon sinds Januari 2012 in Emmen",
        "dat apenstaartje is een teken", "CRvB 12/3456 WIA",
        "toen was ik van 4 mei 2019 tot 3 juni 2019 ziek", "dank @UWV. Hoe nu verder", "@UWV, @kees: 3 keer gebeld",
        "bezwaar van 12-03-2014 afgewezen", "klacht 2014-2015 gebundeld", "onder artikel 7:669 lid 3 BW",
        "aanvraag WW 2010-2011", "beslissing WIA 12-03-2014", "brief 100.000 keer verstuurd", "betaling 12.345,67 euro",
        "onder ISO 27001-2013", "onder 1.234.567 mensen", "(NJ 2001/234)", "(JAR 2015/221, 45)", "(IP 192.168.100.254)",
        "(WW 01-10-2014)", "mijn nummer is 34.871", "(CAO 2010-2012)", "(EU 2016/679)",
        "bericht 120146206 in dit topic",
        "de brief, hij is van 04-11-2019", "het besluit was van 4 mei 1998", "mijn gegevens: gewijzigd op 3 mei 2019",
        "mijn geboortedatum klopt, de uitkering stopt 3 mei 2019", "op Schiphol 12 uur gewacht",
        "in Assen 3 jaar gewoond",
        "betaling 4.500.000 euro", "onder KVK 12345678", "versie A 10.0.19045", "het verzoek 2019/2020", "(F32.10)",
        "klacht: 3 x 12 uur, 4 x 36 uur", "aanvraag 2 x 1234,50", "brief 12 maart 2014 10:30", "vordering 12.345 bruto",
    ],
)  # fmt: skip
def test_what_is_public_or_harmless_stays_whole(text):
    assert mask(text, OWN) == (text, [])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("bsn 511_848_731", "511_848_731"), ("bsn 511,848,731", "511,848,731"),
        ("bsn 5*1*1*8*4*8*7*3*1", "5*1*1*8*4*8*7*3*1"),
        ("persoonsnummer 511848731", "511848731"), ("fiscaal nummer 511848731", "511848731"),
        ("so-fi nummer 511848731", "511848731"), ("burgerservisnummer 511848731", "511848731"),
        ("BSN is:\n\n511848731", "511848731"), ("bsn [511848731]", "511848731"), ("#bsn511848731", "511848731"),
        ("511848731 is mijn bsn", "511848731"), ("Mijn nummer: 511848731 (bsn)", "511848731"),
        ("511848731, dat is mijn burgerservicenummer", "511848731"),
        ("bel 06_12_34_56_78", "06_12_34_56_78"), ("app 06 12*34*56*78", "06 12*34*56*78"),
        ("bel ons op 030 2 345 678", "030 2 345 678"),
        ("zijn mail is kees apenstaart lange brug punt example", "kees apenstaart lange brug punt example"),
        ("k.bos apenstaart thuis streepje mail punt nl", "k.bos apenstaart thuis streepje mail punt nl"),
        ("NL27/RABO/8916024520", "NL27/RABO/8916024520"), ("stort op INGB0001234567", "INGB0001234567"),
        ("geboren op zeven mei negentienachtenvijftig", "zeven mei negentienachtenvijftig"),
        ("ik (v, 7-5-1958) heb een vraag", "7-5-1958"), ("gebortedatum 07-05-1958", "07-05-1958"),
        ("Ik woon aan De Brug 4", "De Brug 4"), ("woonachtig Achter de Kamp 7", "Achter de Kamp 7"),
        ("niets bezorgd op Nieuwe Haven 88", "Nieuwe Haven 88"), ("bij mij op de molenweg 5", "molenweg 5"),
        ("klantnummer is 4471-902 W en", "4471-902 W"), ("hun brief (LS-0917-33128) zegt", "LS-0917-33128"),
        ("Het nummer in uw brieven, 4471-903-26-B, klopt niet", "4471-903-26-B"),
        ("Nummer 70.118.553, zegt dat iets", "70.118.553"),
        ("klantnr.12345678", "12345678"),
        ("bsn:\n511 848\n731", "511 848\n731"), ("bsn 51184873O", "51184873O"), ("bsn 5I1848731", "5I1848731"),
        ("511848731 bsn", "511848731"), ("06-twaalf-34-56-78", "06-twaalf-34-56-78"),
        ("mijn bsn zet ik er maar gewoon bij, dan kunt u het opzoeken: 511848731", "511848731"),
        ("geboortedatum van hem: 12 maart 1961", "12 maart 1961"), ("wij wonen dorpsstr. 5", "dorpsstr. 5"),
        ("kees#at#post.example", "kees#at#post.example"), ("kees -at- post.example", "kees -at- post.example"),
        ("gronden nagestuurd (C 31.0072-218 V). Dank", "C 31.0072-218 V"),
        ("de Wajong (WK.4419-62/a) is", "WK.4419-62/a"),
        ("ingediend onder DT-2022-00518.4, met", "DT-2022-00518.4"),
        ("gedaan onder QRV 2018 00527 en", "QRV 2018 00527"),
        ("Klacht M-2020-44-0826 is volgens u weg", "M-2020-44-0826"), ("klacht (met nr. KL/2231-08)", "KL/2231-08"),
        ("In het bericht (ZW/6642-0814) staat", "ZW/6642-0814"), ("bezwaar 2018.055.328 loopt", "2018.055.328"),
        ("registratienummer, 0281.3390.64-B, waaraan", "0281.3390.64-B"),
        ("(registratie 2018.055.328) ligt", "2018.055.328"),
        ("mijn nummer is YEB.36.772.205-C en", "YEB.36.772.205-C"), ("zaaknummer QRX 42.08.337, maar", "QRX 42.08.337"),
        ("beslissing BZ-55.1042/B ontvangen", "BZ-55.1042/B"), ("melding AB20198817 gedaan", "AB20198817"),
        ("uw brief 4471.20.883 zegt", "4471.20.883"), ("vordering: TV/2023/55190-08, hoe", "TV/2023/55190-08"),
        ("levensbewijs: Dorpsstraat 52 bus 3, Hamont", "Dorpsstraat 52 bus 3"),
        ("Dorpsstraat 52, app. 14 is het", "Dorpsstraat 52, app. 14"),
        ("dat ik nu op Grote Noord 27b woon", "Grote Noord 27b"),
        ("omdat ik aan De Kreek 9 sta ingeschreven", "De Kreek 9"),
        ("ingeschreven op Lange Akker 12", "Lange Akker 12"),
        ("Hij was van 14-10-1951. Mag ik", "14-10-1951"), ("moeder is van 3 mei '48", "3 mei '48"),
        ("geboortedag staat op elke brief fout, het is 11-6-'81", "11-6-'81"),
        ("mijn geboortedatum klopt niet, die moet zijn: 4 mei 1971", "4 mei 1971"),
        ("Mijn gegevens voor de zekerheid: Jan-Willem, 7 mei 1958, sofinummer", "7 mei 1958"),
        ("haar gegevens: A. Bos, 07-05-1958", "07-05-1958"),
        ("geboren 12-03-85 06-12345678", "12-03-85"), ("geb. 12-03-85 10 uur gebeld", "12-03-85"),
        ("geb. 12 03 85 10 uur gebeld", "12 03 85"),
        ("Telefoon 06 14 85 40 58 Geboortedatum onbekend", "06 14 85 40 58"),
    ],
)  # fmt: skip
def test_awkward_forms_are_covered_whole(text, value):
    start = text.index(value)
    assert is_covered(text, start, start + len(value))


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Mijn naam is Piet van der Veen.", "Mijn naam is [NAAM]."),
        ("Beste Marijke,\n\nDank!", "Beste [NAAM],\n\nDank!"),
        ("Met vriendelijke groet,\n\nJ.P. de Boer", "Met vriendelijke groet,\n\n[NAAM]"),
        ("mevrouw De Wit nam niet op", "mevrouw [NAAM] nam niet op"),
        ("groetjes uit Zeeland", "groetjes uit Zeeland"),
        ("ik hoor het, mevrouw. Elke nacht.", "ik hoor het, mevrouw. Elke nacht."),
        ("die mevrouw van de WW-afdeling", "die mevrouw van de WW-afdeling"),
        ("mevr. Jansen en mevrouw van de Ven", "mevr. [NAAM] en mevrouw [NAAM]"),
        ("een kenmerk QRS-B 6612/07 van mei", "een kenmerk [DOSSIERNUMMER] van mei"),
        ("iets binnen onder nummer HJK 21.5503.4, zei ze", "iets binnen onder nummer [DOSSIERNUMMER], zei ze"),
        ("te veel gehad (nummer HV 44.30.2285-C).", "te veel gehad (nummer [DOSSIERNUMMER])."),
        ("Ik woon sedert 1991 aan de Brem 14 te Norg", "Ik woon sedert 1991 aan de [ADRES] te Norg"),
        ("bel 0(031) 6 1234 5678", "bel [TELEFOON]"),
        ("ik ben haar broer, 06-41 12 33 90.", "ik ben haar broer, [TELEFOON]."),
        ("mijn stiefzoon (8 mei 2003) woont hier", "mijn stiefzoon ([GEBOORTEDATUM]) woont hier"),
        ("Mijn bezwaar 2021/BZW/44103 loopt", "Mijn bezwaar [DOSSIERNUMMER] loopt"),
        ("Polis R-41.207.553 liep door", "Polis [DOSSIERNUMMER] liep door"),
        ("een brief (nummer 7214-V-1182) waarin", "een brief (nummer [DOSSIERNUMMER]) waarin"),
        ("bsn 123456782 en bsn 111111111", "bsn [BSN] en bsn [BSN]"),
        ("Stan, 3 mei 2006, burgerservicenummer 757625496", "Stan, [GEBOORTEDATUM], burgerservicenummer [BSN]"),
    ],
)
def test_tokens_stand_where_the_words_stood(text, masked):
    assert mask(text)[0] == masked


def test_an_adviser_keeps_the_name_that_signs():
    assert mask("Groet, Laura", {"Laura"})[0] == "Groet, Laura"


def test_the_organisation_s_own_name_is_no_person():
    assert mask("Beste UWV,\nhoe zit het", {"uwv"})[0] == "Beste UWV,\nhoe zit het"


@pytest.mark.skipif(not DEV.exists(), reason="the generated dev set is not in tests/gate")
def test_offsets_point_at_the_words():
    for line in DEV.read_text(encoding="utf-8").splitlines():
        text = json.loads(line)["text"]
        assert all(text[s.start : s.end] == s.text for s in spans(text))


PIECES = st.sampled_from(
    [
        "bsn",
        " ",
        "123456782",
        "06-12345678",
        "[BSN]",
        "a@b.nl",
        "geb. 1-2-1980",
        "Kerkstraat 12",
        "1234 AB 5",
        "\n",
        "dossier",
        "Beste Jan,",
        "nul zes",
        "e\u0301",
    ]
)


@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=14).map(" ".join)))
def test_masking_never_fails_is_stable_and_leaves_no_bsn(text):
    masked, kinds = mask(text)
    assert mask(masked) == (masked, [])
    assert set(kinds) <= set(TOKENS)
    for run in re.findall(r"bsn[ :]{1,3}(\d{9})(?!\d)", masked, re.IGNORECASE):
        assert not bsn_number.is_valid(run)


@given(
    st.one_of(st.integers(10**7, 10**9 - 1), st.integers(80_000_000, 80_099_999)),
    st.sampled_from(["bsn {}", "Burgerservicenummer: {}", "sofinr is {}", "mijn b.s.n is {}!"]),
)
def test_any_nine_digits_after_the_cue_are_masked(number, sentence):
    assert mask(sentence.format(f"{number:09d}"))[1] == ["bsn"]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("bsn 987654321, 3-5-2006, bsn 123456789", "bsn [BSN], [GEBOORTEDATUM], bsn [BSN]"),
        ("Mijn BSN 123456789, 3 mei 2006, 111222333 is mijn BSN", "Mijn BSN [BSN], [GEBOORTEDATUM], [BSN] is mijn BSN"),
    ],
)
def test_a_date_between_two_numbers_is_found_once(text: str, masked: str) -> None:
    assert [span.type for span in spans(text)] == ["bsn", "dob", "bsn"]
    assert mask(text) == (masked, ["bsn", "dob"])


@pytest.mark.parametrize("piece", ["1234AB ", "Groet Jan\n", "bel 0612345678 ", "nul zes "])
def test_a_text_full_of_personal_data_is_masked_at_once(piece: str) -> None:
    started = time.process_time()
    mask(piece * (200_000 // len(piece)))
    assert time.process_time() - started < 4
