"""Mail through an SMTP server."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass, field
from typing import Literal

from casework.adapters.clock import Clock, SystemClock
from casework.adapters.mail import DEFAULT_SENDER, Letter, MailNotSent, email_of

Encryption = Literal["none", "starttls", "tls"]


@dataclass(frozen=True)
class SmtpMailer:
    """Hands each letter to the server at ``host``:``port``; ``timeout`` is in seconds.

    ``encryption`` is ``starttls`` (the connection is refused if the server does not offer it),
    ``tls`` from the first byte, or ``none``. The server cannot tell a repeated letter by its
    key, so the caller's job row prevents repeats; the Message-ID stays the same.
    """

    host: str
    port: int
    sender: str = DEFAULT_SENDER
    encryption: Encryption = "starttls"
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    timeout: float = 30.0
    clock: Clock = field(default_factory=SystemClock)

    def send(self, message: Letter) -> None:
        """The server has taken the letter; raises MailNotSent with what it said otherwise."""
        email = email_of(message, self.sender, self.clock.now())
        try:
            with self._connected() as server:
                server.send_message(email)
        except (smtplib.SMTPException, OSError) as fault:
            raise MailNotSent(
                f"The mail server {self.host} did not take the letter: {spoken(fault)}.",
                "It will be tried again; tell the administrator if it keeps failing.",
                permanent=is_permanent(fault),
            ) from fault

    def _connected(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        server: smtplib.SMTP
        if self.encryption == "tls":
            server = smtplib.SMTP_SSL(self.host, self.port, timeout=self.timeout, context=context)
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=self.timeout)
        try:
            if self.encryption == "starttls":
                server.starttls(context=context)
            if self.username is not None:
                server.login(self.username, self.password or "")
        except BaseException:
            server.close()
            raise
        return server


def reply_codes(fault: Exception) -> list[int]:
    """The server's reply codes in the fault: one a refused recipient, one otherwise, or none."""
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        return [code for code, _ in fault.recipients.values()]
    if isinstance(fault, smtplib.SMTPResponseException):
        return [int(fault.smtp_code)]
    return []


def is_permanent(fault: Exception) -> bool:
    """Whether every reply is in the 500s, which by RFC 5321 4.2.1 means do not repeat this.

    A failed sign-in is not permanent: the letter is good and the settings are wrong.
    """
    if isinstance(fault, smtplib.SMTPAuthenticationError):
        return False
    codes = reply_codes(fault)
    return bool(codes) and all(500 <= code < 600 for code in codes)


def spoken(fault: Exception) -> str:
    """What went wrong without the addressee, who must not end up in a log."""
    codes = reply_codes(fault)
    if codes:
        return "it answered " + ", ".join(str(code) for code in codes)
    return f"{type(fault).__name__}: {fault}"
