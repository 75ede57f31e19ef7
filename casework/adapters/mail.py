"""The door to mail: one letter to one person, named by an idempotency key."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Protocol

from email_validator import EmailNotValidError, validate_email

from casework.domain.errors import CaseworkError

DEFAULT_SENDER = "casework@localhost"


class InvalidLetter(CaseworkError):
    """The letter could not be delivered to anybody as it stands."""


class MailNotSent(CaseworkError):
    """The mail server did not take the letter. ``permanent``: trying again will not help."""

    def __init__(self, message: str, remedy: str = "", *, permanent: bool = False) -> None:
        super().__init__(message, remedy)
        self.permanent = permanent


@dataclass(frozen=True)
class Letter:
    """One plain-text mail to one address.

    Two letters with the same idempotency key are the same letter. Raises InvalidLetter for an
    address that is none, a subject that is empty or has line breaks, and an empty key.
    """

    to: str
    subject: str
    body: str
    idempotency_key: str

    def __post_init__(self) -> None:
        check_address(self.to)
        if not self.subject.strip() or "\n" in self.subject or "\r" in self.subject:
            raise InvalidLetter(
                "The subject of the letter is empty or has a line break.", field="subject"
            )
        if not self.idempotency_key:
            raise InvalidLetter("letter: idempotency_key is empty, expected one", field=None)

    @property
    def fingerprint(self) -> str:
        """A short file-name-safe name of the key, from which the key cannot be read."""
        return hashlib.sha256(self.idempotency_key.encode()).hexdigest()[:32]


class Mailer(Protocol):
    """Sends letters."""

    def send(self, message: Letter) -> None:
        """The letter is on its way when this returns; raises MailNotSent otherwise."""
        ...


def check_address(address: str) -> None:
    """Raises InvalidLetter unless this is one well-formed address; asks no name server."""
    try:
        validate_email(address, check_deliverability=False, test_environment=True)
    except EmailNotValidError as fault:
        raise InvalidLetter(
            f"“{address}” is not an email address.", "Correct the address.", field="to"
        ) from fault


def email_of(letter: Letter, sender: str, written_at: datetime) -> EmailMessage:
    """The letter as an internet message; its Message-ID depends on nothing but the key."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = letter.to
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(written_at)
    message["Message-ID"] = f"<{letter.fingerprint}@{sender.rpartition('@')[2].rstrip('>')}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.body)
    return message
