"""The weekly by mail: against a real SMTP server on loopback, and a plain word when nothing was sent."""

import email
import email.policy
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from reports.mail import MailError
from tests.reporting.builder import MONDAY, World, local
from webcare.report import weekly

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning", "ignore::UserWarning")


class Box:
    """Keeps what arrives."""

    def __init__(self) -> None:
        self.letters: list[Any] = []
        self.refused: set[str] = set()
        self.goodbye = "221 Bye"

    async def handle_RCPT(self, *given: Any) -> str:  # noqa: N802 (aiosmtpd calls it so)
        _, _, envelope, address, _ = given
        if address in self.refused:
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_QUIT(self, *_: Any) -> str:  # noqa: N802 (aiosmtpd calls it so)
        return self.goodbye

    async def handle_DATA(self, *given: Any) -> str:  # noqa: N802 (aiosmtpd calls it so)
        self.letters.append(given[2])
        return "250 OK"


@pytest.fixture
def box() -> Iterator[tuple[Box, int]]:
    kept = Box()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(kept, hostname="127.0.0.1", port=port)
    controller.start()
    yield kept, port
    controller.stop()


def world(
    root: Path, port: int | None, *, to: str = '"team@example.nl", "chef@example.nl"', user: str = ""
) -> tuple[World, str]:
    made = World(root)
    made.report = f"mail_to = [{to}]"
    made.question(local(MONDAY, 9))
    made.write()
    extra = f'[mail]\nhost = "127.0.0.1"\nport = {port}\nfrom = "webcare@example.nl"\nuser = "{user}"\n' if port else ""
    return made, extra


def sent(root: Path, made: tuple[World, str]) -> list[Path]:
    return weekly(made[0].profile(made[1]), str(root / "data"), "2026-W46", root / "out", mail=True)


def test_the_pdf_and_its_place_reach_every_recipient(tmp_path: Path, box: tuple[Box, int]) -> None:
    kept, port = box
    files = sent(tmp_path, world(tmp_path, port))
    (letter,) = kept.letters
    assert letter.rcpt_tos == ["team@example.nl", "chef@example.nl"]
    mail = email.message_from_bytes(letter.content, policy=email.policy.default)
    assert mail["Subject"] == "Webcare weekoverzicht, week 46 (9 t/m 15 november 2026)"
    (attached,) = mail.iter_attachments()  # type: ignore[attr-defined]
    assert attached.get_filename() == "weekoverzicht-2026-W46.pdf"
    assert attached.get_payload(decode=True) == files[0].read_bytes()
    text = mail.get_body().get_content()  # type: ignore[attr-defined]
    assert "1 nieuwe vraag in 1 bericht" in text
    assert files[0].resolve().as_uri() in text.replace("=\n", "")


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"to": ""}, "names no recipients"),
        ({"port": None}, "names no mail server"),
        ({"port": 1}, "127.0.0.1:1 cannot be reached"),
    ],
)
def test_it_says_plainly_that_nothing_was_sent(
    tmp_path: Path, box: tuple[Box, int], options: dict[str, Any], why: str
) -> None:
    made = world(tmp_path, options.pop("port", box[1]), **options)
    with pytest.raises(MailError, match=rf"nothing was sent: .*{why}"):
        sent(tmp_path, made)
    assert not box[0].letters
    assert (tmp_path / "out" / "weekoverzicht-2026-W46.pdf").exists(), "the report itself is kept"


def test_what_was_taken_is_sent_however_the_server_says_goodbye(tmp_path: Path, box: tuple[Box, int]) -> None:
    box[0].goodbye = "421 too busy"
    assert sent(tmp_path, world(tmp_path, box[1]))
    assert len(box[0].letters) == 1


def test_a_server_that_refuses_everybody_is_said(tmp_path: Path, box: tuple[Box, int]) -> None:
    box[0].refused = {"team@example.nl", "chef@example.nl"}
    with pytest.raises(MailError, match="refused every recipient"):
        sent(tmp_path, world(tmp_path, box[1]))


def test_a_server_that_refuses_one_recipient_names_that_one(tmp_path: Path, box: tuple[Box, int]) -> None:
    box[0].refused = {"chef@example.nl"}
    with pytest.raises(MailError, match="not sent to chef@"):
        sent(tmp_path, world(tmp_path, box[1]))
    assert box[0].letters[0].rcpt_tos == ["team@example.nl"]


def test_a_password_never_goes_over_an_unencrypted_line(
    tmp_path: Path, box: tuple[Box, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WEBCARE_MAIL_PASSWORD", "geheim")
    with pytest.raises(MailError, match="never goes unencrypted"):
        sent(tmp_path, world(tmp_path, box[1], user="webcare"))
