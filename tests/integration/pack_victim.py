"""A worker that is killed while it records what it made.

Run as ``python -m tests.integration.pack_victim URL FOLDER POINT``; it prints ``there`` at the
point: before or after the transaction that records a document or an issued pack.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine

from casework.engine.library import Library
from casework.jobs.worker import run_due
from casework.services.case_documents import making, packs
from casework.services.verb import case_verb
from casework.store.database import Database
from tests.integration.desk import WORKFLOWS
from tests.integration.offices import office_with

KINDS = ("document_made", "pack_issued")


def main(url: str, folder: str, point: str) -> None:
    """Run what is due until the point."""

    @contextmanager
    def watched(*given: Any, **named: Any) -> Iterator[Any]:
        if point == "before the record" and given[3] in KINDS:
            _stay()
        with case_verb(*given, **named) as verb:
            yield verb
        if given[3] in KINDS:
            _stay()

    making.case_verb = packs.case_verb = watched  # type: ignore[attr-defined]
    office = office_with(Database(create_engine(url)), Path(folder))
    run_due(replace(office, pathways=Library.load(WORKFLOWS)))


def _stay() -> None:
    print("there", flush=True)
    time.sleep(120)


if __name__ == "__main__":
    main(*sys.argv[1:])
