"""Sends a report to the profile's recipients by SMTP, and says plainly what was sent and what was not."""

from __future__ import annotations

import smtplib
import ssl
from contextlib import closing, suppress
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.errors import InputError
from reports import dutch

if TYPE_CHECKING:
    from datetime import datetime

    from crawler.profile import Profile
    from reports.weekly import Weekly

TIMEOUT = 30.0
"""Seconds to wait for the mail server."""


class MailError(InputError):
    """Nothing was sent; the message says why, in one clear sentence."""


def message(subject: str, text: str, attachment: Path, profile: Profile, moment: datetime) -> EmailMessage:
    """A mail with a report attached and the place where it stands.

    Raises:
        MailError: the profile names no recipients or no mail server.
    """
    if not profile.report.mail_to:
        raise MailError("nothing was sent: the profile names no recipients ([report] mail_to)")
    if profile.mail is None:
        raise MailError("nothing was sent: the profile names no mail server ([mail] host, port, from)")
    made = EmailMessage()
    made["Subject"] = subject
    made["From"] = profile.mail.from_
    made["To"] = ", ".join(profile.report.mail_to)
    made["Date"] = format_datetime(moment)
    made["Message-ID"] = make_msgid(domain=profile.mail.from_.rpartition("@")[2] or None)
    made.set_content(
        f"{text}\n\nHet rapport zit als bijlage bij deze mail en staat ook op:\n{attachment.resolve().as_uri()}\n"
    )
    made.add_attachment(attachment.read_bytes(), maintype="application", subtype="pdf", filename=attachment.name)
    return made


def send(mail: EmailMessage, profile: Profile, password: str | None = None) -> None:
    """Sends a mail to all of the profile's recipients.

    Args:
        mail: what ``message`` made.
        profile: names the server, and the account where one is needed.
        password: for that account; from the environment, never from the profile.

    Raises:
        MailError: the server cannot be reached, refuses the account, or refuses a recipient.
    """
    if profile.mail is None:
        raise MailError("nothing was sent: the profile names no mail server ([mail] host, port, from)")
    where = f"{profile.mail.host}:{profile.mail.port}"
    try:
        with closing(smtplib.SMTP(profile.mail.host, profile.mail.port, timeout=TIMEOUT)) as server:
            _log_in(server, profile.mail.user, password, where)
            refused = server.send_message(mail)
            with suppress(OSError, smtplib.SMTPException):
                server.quit()
    except (OSError, smtplib.SMTPException) as error:
        raise MailError(f"nothing was sent: {where} {_why(error)}") from error
    if refused:
        raise MailError(f"not sent to {', '.join(sorted(refused))}: {where} refused; the others have it")


def _log_in(server: smtplib.SMTP, user: str, password: str | None, where: str) -> None:
    server.ehlo()
    if server.has_extn("starttls"):
        server.starttls(context=ssl.create_default_context())
        server.ehlo()
    elif user:
        raise MailError(f"nothing was sent: {where} offers no encryption, and a password never goes unencrypted")
    if user:
        if not password:
            raise MailError("nothing was sent: set WEBCARE_MAIL_PASSWORD for the account that the profile names")
        server.login(user, password)


def _why(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "refused every recipient"
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return "refused the account or password"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"answered {error.smtp_code}"
    return f"cannot be reached ({error.strerror or error})" if isinstance(error, OSError) else f"failed ({error})"


def weekly_message(weekly: Weekly, attachment: Path, changed: str) -> EmailMessage:
    """The mail that carries a weekly report: the sentence of what changed is its text."""
    period = weekly.facts.period
    number = period.first.isocalendar().week
    subject = f"Webcare weekoverzicht, week {number} ({dutch.short_span(period.first, period.last)})"
    return message(subject, changed, attachment, weekly.facts.profile, weekly.facts.cutoff)
