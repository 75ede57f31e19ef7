"""What a command may ask for; nothing of it is opened before it is asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casework.domain.errors import NotFound
from casework.services.office import Office


@dataclass(frozen=True)
class Entrance:
    """The installation, from the point of view of a command.

    ``open_office`` brings the database to the present schema first; ``open_pages`` does so too and
    returns the WSGI application. ``workflows`` and ``data`` are folders. ``run_worker`` runs until
    the event is set. ``has_store`` answers whether there is a store, and makes none.
    """

    data: Path
    workflows: Path
    host: str
    port: int
    base_url: str
    open_office: Callable[[], Office]
    open_pages: Callable[[], Any]
    run_worker: Callable[[Office, threading.Event], None]
    has_store: Callable[[], bool] = lambda: True

    def open_existing_office(self) -> Office:
        """The office of a store that is there already, for commands that look at what it holds.

        Raises NotFound where there is none; nothing is made.
        """
        if not self.has_store():
            raise NotFound(
                f"There is no store of Casework in {self.data}.",
                "Set CASEWORK_DATA or CASEWORK_DATABASE_URL as it is where Casework runs.",
            )
        return self.open_office()
