"""A process that makes the demonstration and stays at a named entry of a chain to be killed.

Run as ``python -m tests.integration.demo_victim URL FOLDER WORKFLOWS CHAIN POSITION``; it prints
``there`` where the entry at that position of the chain is about to be written.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine

from casework.engine.library import Library
from casework.services.demo.seeding import seed
from casework.store import audit
from casework.store.database import Database
from tests.integration.desk import WORKFLOWS
from tests.integration.offices import office_with

append = audit.append


def main(url: str, folder: str, workflows: str, chain: str, position: str) -> None:
    audit.append = _staying_at(chain, int(position))  # type: ignore[assignment]
    office = office_with(Database(create_engine(url)), Path(folder))
    seed(replace(office, pathways=Library.load(WORKFLOWS)), Path(workflows))


def _staying_at(chain: str, position: int) -> Any:
    def stay_or_append(connection: Any, head: Any, *rest: Any) -> Any:
        if (head.chain, head.position + 1) == (chain, position):
            print("there", flush=True)
            time.sleep(120)
        return append(connection, head, *rest)

    return stay_or_append


if __name__ == "__main__":
    main(*sys.argv[1:])
