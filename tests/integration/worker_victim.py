"""A worker that stays inside its job to be killed.

Run as ``python -m tests.integration.worker_victim URL FOLDER``; it prints ``there`` in the job.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine

from casework.jobs.registry import job
from casework.jobs.worker import run_due
from casework.services.office import Office
from casework.store.database import Database
from tests.integration.offices import office_with


@job("stay")
def stay(office: Office, arguments: dict[str, Any]) -> None:
    """Say that the job has begun, and stay in it."""
    print("there", flush=True)
    time.sleep(120)


if __name__ == "__main__":
    run_due(office_with(Database(create_engine(sys.argv[1])), Path(sys.argv[2])))
