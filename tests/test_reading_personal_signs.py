"""Personal data in unusual signs, groups and orders, and what looks like it and is none."""

import time

import pytest

from crawler.reading.personal import mask, spans

OWN = {"uwv.nl"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("staat 552\u00a0077\u00a0616 boven", "552\u00a0077\u00a0616"),
        ("bel ０６－１２３４５６７８", "０６－１２３４５６７８"),
        ("bel 06\u200b12\u00ad345678", "06\u200b12\u00ad345678"),
        ("bel 06  12  34  56  78", "06  12  34  56  78"), ("bel 06 48 91 27 3O", "06 48 91 27 3O"),
        ("06=22=76=31=76, na vieren", "06=22=76=31=76"), ("thuis op 050 - 31 24 906 en", "050 - 31 24 906"),
        ("bel 0 2 2 8 - 5 4 1 2 0 6", "0 2 2 8 - 5 4 1 2 0 6"),
        ("mail sanne . bos @ post . example wel", "sanne . bos @ post . example"),
        ("stuur naar joke.bos＠post.example", "joke.bos＠post.example"),
        ("mail joke|at|post|dot|nl", "joke|at|post|dot|nl"),
        ("rekening NL92 - INGB - 1178 - 8059 - 96 en", "NL92 - INGB - 1178 - 8059 - 96"),
        ("hij N L 2 7 R A B O 8 9 1 6 0 2 4 5 2 0 en", "N L 2 7 R A B O 8 9 1 6 0 2 4 5 2 0"),
        ("Ik ben 552 07 76 16 en ik woon", "552 07 76 16"), ("daar staat 55207.76.16 op", "55207.76.16"),
        ("hij zag het levenslicht op 20-mrt-1976", "20-mrt-1976"), ("gebdatum 06_08_1983", "06_08_1983"),
        ("ben van 26 sept. '51 dus", "26 sept. '51"), ("born on March 9, 1981", "March 9, 1981"),
        ("ze vroeg mijn geboortedatum, ik zeg 18e december '76", "18e december '76"),
        ("geboren den vijf januari zevenenveertig", "vijf januari zevenenveertig"),
        ("onze medewerkster (30-09-'89, 28 uur) viel uit", "30-09-'89"),
        ("De rechtbank noemt het 878.824.781/B86 als zaaknr.", "878.824.781/B86"),
        ("klant zw.2022.022258 ben ik", "zw.2022.022258"), ("onder WIA-22/0917.455 loopt", "WIA-22/0917.455"),
        ("een nummer (UWV2015924074) en", "UWV2015924074"), ("zaaknummertje 9406 5050 71", "9406 5050 71"),
        ("dossnr C/25/8368/AMS", "C/25/8368/AMS"), ("kenmerk ONT 2024 - 902397", "ONT 2024 - 902397"),
        ("application number AP-0073 1182 has", "AP-0073 1182"), ("correspondentienr TW-50060_8", "TW-50060_8"),
        ("Lindelaan 4, 4587-KB in", "Lindelaan 4, 4587-KB"), ("Lindelaan 4 (4587 KB) in", "Lindelaan 4 (4587 KB)"),
        ("ligt bij Lindelaan zeventien, dus", "Lindelaan zeventien"),
        ("DORPSSTRAAT 197B 7378  NX", "DORPSSTRAAT 197B 7378  NX"), ("zit op Lindelaan t/o 321", "Lindelaan t/o 321"),
        ("Plein 1940-1945 nr 100", "Plein 1940-1945 nr 100"),
        ("in Spijkenisse, Kreekrug 9-II, koffie", "Kreekrug 9-II"), ("aan Lindelaan 5 sous", "Lindelaan 5 sous"),
        ("verblijf op Vlaamsegang 12A", "Vlaamsegang 12A"), ("naar: molenweg 61", "molenweg 61"),
    ],
)  # fmt: skip
def test_unusual_forms_are_covered_whole(text: str, value: str) -> None:
    start = text.index(value)
    assert any(span.start <= start and start + len(value) <= span.end for span in spans(text, OWN))


@pytest.mark.parametrize(
    "text",
    [
        "treinen van 06:12 06:42 07:12", "de WIA 2006-2010", "WW-2014-2015", "UWV 0900-9294",
        "bij UWV 2013 19000 banen", "dossier van 2014 2015 en 2016", "factuur 20190044, uw klantnummer volgt",
        "serienr wasmachine 757 625 496", "https://forum.example/t/12345-zaak-67891",
        "ik ben van 1 mei 1998 tot 2004 in dienst geweest", "geboren in Gdynia, werk hier sinds 3-5-1998",
        "de collega (contract tot 31-12-1999)", "zaak loopt sinds 3.3.2014", "bezorgd op Zaterdag 12 maart",
        "op de Dorpsstraat twee keer gebeld", "in Groep 8 zit mijn zoon", "mail bezwaar @ uwv . nl",
        "Postbus 123, 1040 CT Amsterdam", "34 45 67 8910 punten",
    ],
)  # fmt: skip
def test_what_only_looks_like_it_stays_whole(text: str) -> None:
    assert mask(text, OWN) == (text, [])


def test_spans_stand_where_the_signs_stood_that_nobody_sees() -> None:
    text = "een\u00ad  tel:  06\u200b12345678  en"
    assert [(span.text, text[span.start : span.end]) for span in spans(text)] == [("06\u200b12345678",) * 2]
    assert mask(text)[0] == "een\u00ad  tel:  [TELEFOON]  en"


def test_an_address_behind_a_mail_address_is_found_too() -> None:
    assert mask("A.NOWAK@POST.EXAMPLE Lindelaan 4, 4587 KB Sneek")[0] == "[E-MAIL] [ADRES] Sneek"


@pytest.mark.parametrize("piece", ["1", "(", "a", "[", "Aa-", "A.", "'", "WW-", "1 ", "a@"])
def test_a_text_of_one_sign_is_read_at_once(piece: str) -> None:
    started = time.process_time()
    spans("mail tel geb dossier zaak nr wonen straat bsn 0612345678 " + (piece * 16_000)[:16_000])
    assert time.process_time() - started < 1
