"""Letters become files in a folder, or go to an SMTP server."""

from __future__ import annotations

import email
import email.policy
import socketserver
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from casework.adapters.clock import FixedClock
from casework.adapters.folder_mailer import FolderMailer
from casework.adapters.mail import InvalidLetter, Letter, MailNotSent
from casework.adapters.smtp_mailer import SmtpMailer

CLOCK = FixedClock(datetime(2026, 7, 1, 23, 30, tzinfo=UTC))
INVITATION = Letter(
    to="clerk@council.example.org",
    subject="You are invited – review the pack",
    body="Open the link within 7 days.\n.\nA line after a lone full stop.\n",
    idempotency_key="invitation:1",
)


def parsed(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


class TestLetter:
    @pytest.mark.parametrize("address", ["", "clerk", "a@b\nBcc: x@y.org", "a@b.org, c@d.org"])
    def test_an_address_that_is_not_one_address_is_refused(self, address: str) -> None:
        with pytest.raises(InvalidLetter, match="not an email address"):
            Letter(address, "Subject", "Body", "key")

    @pytest.mark.parametrize("subject", [" ", "One\nBcc: x@y.org"])
    def test_an_empty_or_broken_subject_is_refused(self, subject: str) -> None:
        with pytest.raises(InvalidLetter, match="subject"):
            Letter("clerk@council.example.org", subject, "Body", "key")

    def test_a_letter_without_a_key_is_refused(self) -> None:
        with pytest.raises(InvalidLetter, match="idempotency_key"):
            Letter("clerk@council.example.org", "Subject", "Body", "")


class TestFolderMailer:
    def test_a_letter_becomes_one_file_named_by_time_and_key(self, tmp_path: Path) -> None:
        FolderMailer(tmp_path, clock=CLOCK).send(INVITATION)
        assert [path.name for path in tmp_path.glob("*.eml")] == [
            f"20260701T233000.000000Z-{INVITATION.fingerprint}.eml"
        ]

    def test_the_file_reads_back_as_the_letter(self, tmp_path: Path) -> None:
        FolderMailer(tmp_path, clock=CLOCK).send(INVITATION)
        message = parsed(next(tmp_path.glob("*.eml")).read_bytes())
        assert (message["To"], message["Subject"], message.get_content()) == (
            INVITATION.to,
            INVITATION.subject,
            INVITATION.body,
        )

    def test_the_same_key_writes_once(self, tmp_path: Path) -> None:
        mailer = FolderMailer(tmp_path)
        mailer.send(INVITATION)
        mailer.send(INVITATION)
        assert len(list(tmp_path.glob("*.eml"))) == 1

    def test_another_key_writes_another_file(self, tmp_path: Path) -> None:
        mailer = FolderMailer(tmp_path, clock=CLOCK)
        mailer.send(INVITATION)
        mailer.send(Letter(INVITATION.to, "Reminder", "Again", "reminder:1"))
        assert len(list(tmp_path.glob("*.eml"))) == 2

    def test_eight_senders_of_one_letter_write_once(self, tmp_path: Path) -> None:
        threads = [
            threading.Thread(target=FolderMailer(tmp_path).send, args=(INVITATION,))
            for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(list(tmp_path.glob("*.eml"))) == 1


class SmallSmtpServer(socketserver.ThreadingTCPServer):
    """Speaks just enough SMTP to take one letter, or to answer RCPT with another code."""

    daemon_threads = True
    recipient_answer = b"250 ok"

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), SmallSmtpConversation)
        self.received: list[bytes] = []


class SmallSmtpConversation(socketserver.StreamRequestHandler):
    server: SmallSmtpServer

    def handle(self) -> None:
        self.say(b"220 ready")
        for line in self.rfile:
            verb = line[:4].upper().strip()
            if verb == b"RCPT":
                self.say(self.server.recipient_answer)
            elif verb == b"DATA":
                self.say(b"354 go on")
                self.server.received.append(self.letter())
                self.say(b"250 taken")
            elif verb == b"QUIT":
                self.say(b"221 bye")
                return
            else:
                self.say(b"250 ok")

    def say(self, line: bytes) -> None:
        self.wfile.write(line + b"\r\n")

    def letter(self) -> bytes:
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line.removeprefix(b"."))
        return b"".join(lines)


@pytest.fixture
def server() -> Iterator[SmallSmtpServer]:
    with SmallSmtpServer() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def mailer_to(server: SmallSmtpServer) -> SmtpMailer:
    return SmtpMailer("127.0.0.1", server.server_address[1], encryption="none", timeout=5)


class TestSmtpMailer:
    def test_the_server_receives_the_letter(self, server: SmallSmtpServer) -> None:
        mailer_to(server).send(INVITATION)
        message = parsed(server.received[0])
        assert (message["Subject"], message.get_content().replace("\r\n", "\n")) == (
            INVITATION.subject,
            INVITATION.body,
        )

    def test_a_repeated_letter_keeps_its_message_id(self, server: SmallSmtpServer) -> None:
        mailer_to(server).send(INVITATION)
        mailer_to(server).send(INVITATION)
        first, second = (parsed(content)["Message-ID"] for content in server.received)
        assert first == second

    @pytest.mark.parametrize(
        ("answer", "permanent"), [(b"550 nobody here", True), (b"451 try later", False)]
    )
    def test_a_refused_recipient_is_permanent_by_its_code(
        self, server: SmallSmtpServer, answer: bytes, permanent: bool
    ) -> None:
        server.recipient_answer = answer
        with pytest.raises(MailNotSent) as caught:
            mailer_to(server).send(INVITATION)
        assert caught.value.permanent is permanent

    def test_the_message_of_a_failure_does_not_name_the_addressee(
        self, server: SmallSmtpServer
    ) -> None:
        server.recipient_answer = b"550 nobody here"
        with pytest.raises(MailNotSent) as caught:
            mailer_to(server).send(INVITATION)
        assert INVITATION.to not in str(caught.value)

    def test_nothing_is_sent_in_clear_when_encryption_is_wanted_and_not_offered(
        self, server: SmallSmtpServer
    ) -> None:
        mailer = SmtpMailer("127.0.0.1", server.server_address[1], timeout=5)
        with pytest.raises(MailNotSent):
            mailer.send(INVITATION)
        assert server.received == []

    def test_a_server_that_is_not_there_may_be_tried_again(self) -> None:
        with SmallSmtpServer() as closed:
            port = closed.server_address[1]
        with pytest.raises(MailNotSent) as caught:
            SmtpMailer("127.0.0.1", port, encryption="none", timeout=5).send(INVITATION)
        assert caught.value.permanent is False

    def test_the_password_is_not_in_the_mailers_repr(self) -> None:
        assert "secret" not in repr(SmtpMailer("mail", 25, username="u", password="secret"))
