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
)  # fmt: skip
