"""Mail as a folder of files: the safe default, where nothing leaves this machine."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from casework.adapters.clock import Clock, SystemClock
from casework.adapters.mail import DEFAULT_SENDER, Letter, email_of

LOCK = ".lock"


class FolderMailer:
    """Writes one ``.eml`` a letter, named by the UTC time and the letter's fingerprint.

    The same idempotency key writes once, also when two processes send at the same moment.
    """

    def __init__(
        self, root: Path, sender: str = DEFAULT_SENDER, clock: Clock | None = None
    ) -> None:
        self.root = Path(root)
        self.sender = sender
        self.clock = clock or SystemClock()
        self.root.mkdir(parents=True, exist_ok=True, mode=0o700)

    def send(self, message: Letter) -> None:
        with self._alone():
            if not any(self.root.glob(f"*-{message.fingerprint}.eml")):
                self._write(message)

    def _write(self, letter: Letter) -> None:
        now = self.clock.now()
        name = f"{now:%Y%m%dT%H%M%S.%fZ}-{letter.fingerprint}.eml"
        unfinished = self.root / f".{name}"
        with unfinished.open("wb") as file:
            file.write(bytes(email_of(letter, self.sender, now)))
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(self.root / name)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        with (self.root / LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
