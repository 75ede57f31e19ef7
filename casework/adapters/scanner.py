"""The door to a malware scanner. A file that no scanner has seen is "not scanned", never clean."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal, Protocol

from casework.adapters.file_storage import CHUNK_BYTES, chunks_of

ScanState = Literal["clean", "infected", "not scanned"]
LONGEST_ANSWER_BYTES = 4096


@dataclass(frozen=True)
class Scan:
    """What a scanner said: the state and, unless it is clean, the finding or why there is none."""

    state: ScanState
    detail: str = ""


class Scanner(Protocol):
    """Looks for malware in a file."""

    def scan(self, content: bytes | BinaryIO) -> Scan:
        """The scanner's answer; a scanner that cannot answer gives "not scanned", no error."""
        ...


class NoScanner:
    """Stands where no scanner is installed."""

    def scan(self, content: bytes | BinaryIO) -> Scan:
        return Scan("not scanned", "no malware scanner is set up")


@dataclass(frozen=True)
class ClamdScanner:
    """Asks a ClamAV daemon by its INSTREAM command, over TCP or a UNIX socket.

    ``address`` is (host, port) or the path of the socket; ``timeout`` is in seconds for each
    step of the conversation.
    """

    address: tuple[str, int] | Path
    timeout: float = 60.0

    def scan(self, content: bytes | BinaryIO) -> Scan:
        try:
            with self._connected() as connection:
                connection.sendall(b"zINSTREAM\0")
                self._send(connection, content)
                return scan_of(self._answer(connection))
        except OSError as fault:
            return Scan("not scanned", f"the malware scanner could not be reached ({fault})")

    @contextmanager
    def _connected(self) -> Iterator[socket.socket]:
        if isinstance(self.address, Path):
            connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            connection.settimeout(self.timeout)
            with connection:
                connection.connect(str(self.address))
                yield connection
        else:
            with socket.create_connection(self.address, timeout=self.timeout) as connection:
                yield connection

    def _send(self, connection: socket.socket, content: bytes | BinaryIO) -> None:
        try:
            for chunk in chunks_of(content):
                for start in range(0, len(chunk), CHUNK_BYTES):
                    piece = chunk[start : start + CHUNK_BYTES]
                    connection.sendall(struct.pack("!I", len(piece)) + piece)
            connection.sendall(struct.pack("!I", 0))
        except (BrokenPipeError, ConnectionResetError):
            # The daemon hangs up on a stream over its limit and says so: its answer is read next.
            return

    def _answer(self, connection: socket.socket) -> bytes:
        answer = b""
        while b"\0" not in answer and len(answer) < LONGEST_ANSWER_BYTES:
            piece = connection.recv(LONGEST_ANSWER_BYTES)
            if not piece:
                break
            answer += piece
        return answer


def scan_of(answer: bytes) -> Scan:
    """The state that the daemon's answer stands for; anything unexpected is "not scanned"."""
    text = answer.split(b"\0", 1)[0].decode("utf-8", "replace").strip()
    if text == "stream: OK":
        return Scan("clean")
    if text.startswith("stream: ") and text.endswith(" FOUND"):
        return Scan("infected", text.removeprefix("stream: ").removesuffix(" FOUND"))
    return Scan("not scanned", f"the malware scanner answered “{text}”" if text else "no answer")
