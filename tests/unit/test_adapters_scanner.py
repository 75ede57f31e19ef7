"""A scanner's answer is clean only if the scanner said so."""

from __future__ import annotations

import io
import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from casework.adapters.scanner import ClamdScanner, NoScanner, Scan


class SmallClamd(socketserver.StreamRequestHandler):
    """Reads one INSTREAM conversation, notes the stream and gives the server's answer."""

    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        stream = b""
        while size := struct.unpack("!I", self.rfile.read(4))[0]:
            stream += self.rfile.read(size)
        self.server.streams.append(stream)  # type: ignore[attr-defined]
        self.wfile.write(self.server.answer)  # type: ignore[attr-defined]


@contextmanager
def served(server: socketserver.BaseServer, answer: bytes) -> Iterator[list[bytes]]:
    server.answer, server.streams = answer, []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server.streams  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def scan_over_tcp(content: bytes, answer: bytes) -> tuple[Scan, list[bytes]]:
    server = socketserver.TCPServer(("127.0.0.1", 0), SmallClamd)
    with served(server, answer) as streams:
        host, port = server.server_address[:2]
        return ClamdScanner((str(host), int(port)), timeout=5).scan(content), streams


@pytest.mark.parametrize(
    ("answer", "scan"),
    [
        (b"stream: OK\0", Scan("clean")),
        (b"stream: Some-Test.UNOFFICIAL FOUND\0", Scan("infected", "Some-Test.UNOFFICIAL")),
        (b"", Scan("not scanned", "no answer")),
    ],
)
def test_the_daemons_answer_decides_the_state(answer: bytes, scan: Scan) -> None:
    assert scan_over_tcp(b"paper", answer)[0] == scan


def test_an_error_of_the_daemon_is_not_a_clean_file() -> None:
    scan, _ = scan_over_tcp(b"paper", b"INSTREAM size limit exceeded. ERROR\0")
    assert scan.state == "not scanned"


def test_the_daemon_receives_every_byte_once() -> None:
    content = bytes(range(256)) * 10_000
    _, streams = scan_over_tcp(content, b"stream: OK\0")
    assert streams == [content]


def test_the_daemon_is_reached_over_a_unix_socket(tmp_path: Path) -> None:
    path = tmp_path / "clamd.sock"
    server = socketserver.UnixStreamServer(str(path), SmallClamd)
    with served(server, b"stream: OK\0"):
        assert ClamdScanner(path, timeout=5).scan(io.BytesIO(b"paper")) == Scan("clean")


def test_a_daemon_that_is_not_there_leaves_the_file_not_scanned(tmp_path: Path) -> None:
    assert ClamdScanner(tmp_path / "absent.sock").scan(b"paper").state == "not scanned"


def test_without_a_scanner_a_file_is_not_scanned() -> None:
    assert NoScanner().scan(b"paper").state == "not scanned"
