"""The places of the practice world, named after the sources whose markup they speak. Nobody on them exists."""

from practice.records import Board, Place

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
)  # fmt: skip
