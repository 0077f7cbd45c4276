"""The words of dates in the languages of the boards: Dutch, English, German, French, some Russian and Vietnamese."""

import re
from collections.abc import Iterable
from typing import Literal, TypeVar

Unit = Literal["second", "minute", "hour", "day", "week", "month", "year"]
Meaning = TypeVar("Meaning")

# One letter, for boundaries: digits and underscores may touch a word ("17mrt").
LETTER = r"[^\W\d_]"
WORD = re.compile(r"[^\W_]+")


def _words(text: str) -> frozenset[str]:
    return frozenset(word.strip() for word in text.split(","))


def _table(rows: dict[str, Meaning]) -> dict[str, Meaning]:
    return {word: meaning for text, meaning in rows.items() for word in _words(text)}


def any_of(words: Iterable[str]) -> str:
    """A pattern that matches one of `words`, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


# Dutch boards print English names too (`17 mar 2018`, `12 May 2014`), so one table serves all languages.
MONTHS = _table(
    {
        "januari, january, januar, janvier, jan, janv, jän, jänner, январь, января, янв": 1,
        "februari, february, februar, février, fevrier, feb, febr, fév, févr, fev, февраль, февраля, фев, февр": 2,
        "maart, march, märz, maerz, mars, mrt, mar, mär, mrz, март, марта, мар": 3,
        "april, avril, apr, avr, апрель, апреля, апр": 4,
        "mei, may, mai, май, мая": 5,
        "juni, june, juin, jun, июнь, июня, июн": 6,
        "juli, july, juillet, jul, juil, июль, июля, июл": 7,
        "augustus, august, août, aout, aug, aoû, aou, август, августа, авг": 8,
        "september, septembre, sept, sep, сентябрь, сентября, сент, сен": 9,
        "oktober, october, octobre, okt, oct, октябрь, октября, окт": 10,
        "november, novembre, nov, ноябрь, ноября, нояб, ноя": 11,
        "december, dezember, décembre, decembre, dec, dez, déc, декабрь, декабря, дек": 12,
    }
)

# Monday is 0. `mar` is also a month: it is a weekday only beside another month (`Mar 07 Juil 2015`).
WEEKDAYS = _table(
    {
        "maandag, monday, montag, lundi, ma, maa, mon, mo, lun, понедельник, пн": 0,
        "dinsdag, tuesday, dienstag, mardi, di, din, tue, tues, mar, вторник, вт": 1,
        "woensdag, wednesday, mittwoch, mercredi, wo, woe, wed, mi, mer, среда, среду, ср": 2,
        "donderdag, thursday, donnerstag, jeudi, do, don, thu, thur, thurs, jeu, четверг, чт": 3,
        "vrijdag, friday, freitag, vendredi, vr, vri, vrij, fri, fr, ven, пятница, пятницу, пт": 4,
        "zaterdag, saturday, samstag, sonnabend, samedi, za, zat, sat, sa, sam, суббота, субботу, сб": 5,
        "zondag, sunday, sonntag, dimanche, zo, zon, sun, so, dim, воскресенье, вс": 6,
    }
)

DAYS_AGO = _table(
    {
        "vandaag, vanmorgen, vanochtend, vanmiddag, vanavond, vannacht, today, heute, aujourd'hui": 0,
        "сегодня, hôm nay, امروز": 0,
        "gisteren, gister, gisterochtend, gistermorgen, gistermiddag, gisteravond, gisterenavond": 1,
        "yesterday, gestern, hier, вчера, hôm qua, دیروز": 1,
        "eergisteren, vorgestern, avant-hier, позавчера": 2,
    }
)

PREVIOUS = _words("afgelopen, vorige, last, past, letzten, letzter, letzte, dernier, прошлый, прошлую")

# Words that may stand around a date without making it doubtful.
NOISE = PREVIOUS.union(
    WEEKDAYS,
    _words("op, om, at, on, the, of, de, den, der, am, um, le, à, a, t, in, kl, uur, uhr, h, hrs, u, o, clock, datum"),
    _words("geplaatst, gepost, gestart, gevraagd, beantwoord, gereageerd, bewerkt, gewijzigd, gemaakt, aangemaakt"),
    _words("laatst, laatste, bericht, berichten, reactie, antwoord, onderwerp, topic, tijd, lid, sinds, geregistreerd"),
    _words(
        "actief, gezien, door, posted, last, post, reply, edited, edit, updated, modified, asked, answered, created"
    ),
    _words("commented, started, joined, since, date, time, re, from, by, seen, published, active, verfasst, erstellt"),
    _words("geschrieben, gesendet, beitrag, seit, publié, posté, message, dernière, modifié, écrit, envoyé, par"),
    _words("inscrit, в, г, добавлено, отправлено, написано, сообщение, последнее, lúc, ngày, năm, gửi, vào"),
)

_UNITS: dict[str, Unit] = {
    "seconden, seconde, sec, s, seconds, second, secs, sekunden, sekunde, secondes, секунд, giây": "second",
    "minuten, minuut, minuutje, min, m, minutes, minute, mins, минут, минуты, минуту, phút": "minute",
    "uren, uur, uurtje, u, hours, hour, hrs, hr, h, stunden, stunde, heures, heure, часов, часа, час, giờ": "hour",
    "dagen, dag, dgn, d, days, day, tagen, tage, tag, jours, jour, дней, дня, день, ngày": "day",
    "weken, week, wkn, wk, w, weeks, wks, wochen, woche, semaines, semaine, недель, недели, неделю, tuần": "week",
    "maanden, maand, mnd, months, month, mos, mo, monaten, monate, monat, mois, месяцев, месяца, месяц, tháng": "month",
    "jaren, jaar, jr, j, years, year, yrs, yr, y, jahren, jahre, jahr, ans, an, année, лет, года, год": "year",
}
UNITS = _table(_UNITS)

AMOUNTS = _table(
    {
        "een half, een halve, half an, half a, half, halve, einer halben, einem halben, une demi": 0.5,
        "anderhalf, anderhalve, eineinhalb, anderthalb": 1.5,
        "een, één, 'n, a, an, one, ein, eine, einer, einem, einen, un, une, один, одну, một": 1,
        "twee, two, zwei, deux, два, две, hai": 2,
        "drie, three, drei, trois, три, ba": 3,
        "vier, four, quatre, четыре": 4,
        "vijf, five, fünf, cinq, пять": 5,
        "zes, six, sechs, шесть": 6,
        "zeven, seven, sieben, sept, семь": 7,
        "acht, eight, huit, восемь": 8,
        "negen, nine, neun, neuf, девять": 9,
        "tien, ten, zehn, dix, десять": 10,
        "elf, eleven, onze": 11,
        "twaalf, twelve, zwölf, douze": 12,
    }
)

# Amounts that say "some": read as three, at the next coarser precision.
SOME = _words(
    "een paar, paar, enkele, a few, few, a couple of, couple of, several, einigen, ein paar, wenigen, quelques, vài"
)

JUST_NOW = _words(
    """zojuist, zonet, zo-even, zoeven, een moment geleden, een ogenblik geleden, enkele ogenblikken geleden,
     daarnet, net, zo net, nu, net nu, just now, now, moments ago, a moment ago, a few moments ago,
    in a moment, gerade eben, gerade, eben, vor einem moment, vor einem augenblick, vor wenigen augenblicken,
    à l'instant, il y a un instant, il y a quelques instants, только что, vừa xong"""
)

ROUGHLY = _words(
    """ongeveer, circa, ca., ca, bijna, ruim, meer dan, minder dan, zo'n, krap, about, almost, nearly, over, around,
    roughly, approximately, more than, less than, etwa, ungefähr, fast, über, knapp, mehr als, weniger als, environ,
    presque, plus de, plus d', moins de, moins d', около, почти, более, менее, khoảng, ~, ±, >, <"""
)

# Offsets in hours of the zone names that boards print behind a time.
ZONES = _table(
    {
        "z, utc, gmt, wet": 0,
        "bst, west, cet, met, mez": 1,
        "cest, mest, mesz, eet": 2,
        "eest, msk": 3,
        "edt": -4,
        "est, cdt": -5,
        "cst, mdt": -6,
        "mst, pdt": -7,
        "pst": -8,
    }
)
