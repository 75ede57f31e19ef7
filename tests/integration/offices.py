"""An office for tests of the store and of the worker: no pathways, mail to a folder."""

from __future__ import annotations

from pathlib import Path

from casework.adapters.clock import Clock, FixedClock
from casework.adapters.folder_mailer import FolderMailer
from casework.adapters.local_file_storage import LocalFileStorage
from casework.engine.library import Library
from casework.services.office import Office
from casework.store.database import Database
from tests.integration.rows import NOW


def office_with(database: Database, folder: Path, clock: Clock | None = None) -> Office:
    """An office whose clock stands at ``NOW`` unless another is given."""
    clock = clock or FixedClock(NOW)
    return Office(
        database=database,
        files=LocalFileStorage(folder / "files"),
        mailer=FolderMailer(folder / "mail", clock=clock),
        clock=clock,
        pathways=Library({}, {}),
    )
