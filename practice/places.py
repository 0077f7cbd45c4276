"""The places of the practice world, named after the sources whose markup they speak. Nobody on them exists."""

from importlib.util import find_spec

from practice.records import Board, Place
from spiders.engines.recognise import ENGINES

PAGES = frozenset({"forum", "qa", "complaint"})
"""The kinds of places that show pages; the others answer questions."""

PLACES: tuple[Place, ...] = (
    Place(
        "welderforum", "Welderforum", "phpbb", "forum", "uwv_webcare", 7, 5,
        (
            Board(2, "Werk en inkomen"),
            Board(3, "Keuring en herkeuring", parent=2),
            Board(4, "Regelingen en uitkeringen"),
            Board(5, "Kantine"),
            Board(6, "Alleen voor leden", "login"),
            Board(7, "Naar de website", "link"),
        ),
        topics=("wajong", "wia", "keuring", "reintegratie"),
    ),
    Place(
        "lotgenotenforum", "Lotgenotenforum.nl", "phpbb", "forum", "uwv_webcare", 3, 3,
        (Board(11, "Ziek en werk"), Board(12, "Kletshoek")),
        topics=("ziektewet", "wia", "keuring"),
    ),
    Place(
        "trosradar", "TROS Radar forum", "phpbb", "forum", "uwv_webcare", 4, 4,
        (Board(93, "Overig juridisch en financieel"), Board(69, "Webwinkels")),
        topics=("ww", "ontslag", "inkomsten"), look="seo",
    ),
    Place(
        "zwangerschapspagina", "Zwangerschapspagina.nl", "vbulletin", "forum", "UWV Webcare Team", 6, 5,
        (Board(8, "Werk en zwangerschap"), Board(9, "Kletsen"), Board(10, "Besloten", "login")),
        topics=("wazo",), pinned="Vragen aan [UWV]",
    ),
    Place(
        "goeievraag", "Goeievraag", "goeievraag", "qa", "uwvwebcare", 5, 3,
        (Board(1, "Werk en inkomen"), Board(2, "Recht en overheid")),
    ),
    Place(
        "startpagina", "Startpagina prikborden", "phorum", "forum", "uwvwebcare", 2, 3,
        (Board(310, "Uitkering"), Board(311, "Solliciteren")),
        topics=("ww", "ziektewet"),
    ),
    Place(
        "fok", "FOK!forum", "fok", "forum", "UWV_Webcare", 6, 6,
        (Board(33, "Werk, Geldzaken, Recht en de Beurs"), Board(14, "Onzin voor je leven")),
    ),
    Place(
        "tweakers", "Gathering of Tweakers", "tweakers", "forum", "UWV_Webcare", 4, 6,
        (Board(25, "Werk en Inkomen"), Board(98, "Overige internetdiensten")),
        topics=("werknl", "ww"),
    ),
    Place(
        "internetwerkt", "Internetwerkt", "invision", "forum", "UWV Webcare Team", 2, 3,
        (Board(4, "Webcare in de praktijk"), Board(5, "Overheid online")),
        topics=("werknl", "reintegratie"),
    ),
    Place(
        "klacht", "Klacht.nl", "klacht", "complaint", "UWV Webcare Team", 4, 0,
        (Board(1, "Alle klachten"),),
    ),
    Place(
        "klachtenkompas", "Klachtenkompas", "klacht", "complaint", "UWV Webcare Team", 2, 0,
        (Board(1, "Alle klachten"),),
    ),
    Place(
        "kassa", "Kassa Vraag & Beantwoord", "klacht", "qa", "UWV Webcare Team", 2, 1,
        (Board(1, "Alle vragen"),), look="script",
    ),
    Place(
        "google_alerts", "Google Alerts", "google_alerts", "feed", "UWV Webcare Team", 1, 0,
        (Board(1, "De Oefenkrant"),),
    ),
    Place(
        "twitter", "X (Twitter)", "twitter", "social", "UWV_Webcare", 14, 4,
        (Board(1, "X"),), look="archive", mention="[@UWV_Webcare=UWV Webcare]", murmur=20,
    ),
    Place(
        "mastodon", "Mastodon", "mastodon", "social", "uwv_webcare", 4, 2,
        (Board(1, "Mastodon"),), mention="[#uwv=UWV]",
    ),
    Place(
        "bluesky", "Bluesky", "bluesky", "social", "uwv-webcare.oefen.example", 4, 2,
        (Board(1, "Bluesky"),),
    ),
    Place(
        "reddit", "Reddit", "reddit", "social", "uwv_webcare", 2, 3,
        (Board(1, "werkzaken"), Board(2, "juridischadvies")),
    ),
    Place(
        "facebook", "Facebook", "facebook", "social", "UWV Webcare Team", 4, 1,
        (Board(1, "Facebook"),),
    ),
    Place(
        "linkedin", "LinkedIn", "linkedin", "social", "urn:li:organization:5501", 2, 0,
        (Board(1, "LinkedIn"),), is_ours=True,
    ),
)  # fmt: skip


def readable() -> tuple[Place, ...]:
    """The places that a crawl can read: there is an engine for their pages, or a spider for their answers."""
    engines = {engine.name for engine in ENGINES}
    return tuple(
        place
        for place in PLACES
        if (place.engine in engines if place.kind in PAGES else find_spec(f"spiders.{place.name}"))
    )
