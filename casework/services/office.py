"""What every verb works with: the database, the files, the clock, the post and the pathways."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from casework.adapters.clock import Clock
from casework.adapters.file_storage import FileStorage
from casework.adapters.mail import Mailer
from casework.engine.library import Library
from casework.store.database import Database


@dataclass(frozen=True)
class Office:
    """Assembled once, in ``casework.app``. ``demo`` is True only in a store marked as demo."""

    database: Database
    files: FileStorage
    mailer: Mailer
    clock: Clock
    pathways: Library
    templates: Path = field(default_factory=lambda: Path("document_templates"))
    base_url: str = "http://127.0.0.1:5000"
