"""What the worker does every night by itself."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from casework.jobs.registry import job, scheduled
from casework.services.audit import check_every_record
from casework.services.office import Office
from casework.store.jobs import remove_done

log = logging.getLogger(__name__)
DONE_JOBS_ARE_KEPT = timedelta(days=30)


@scheduled("daily", hour=2)
@job("check_records")
def check_records(office: Office, arguments: dict[str, Any]) -> None:
    """Check every chain, and keep what was found for the pages."""
    for report in check_every_record(office):
        log.error("The chain %s is broken at %s", report.chain, report.first_broken)


@scheduled("daily", hour=3)
@job("remove_done_jobs")
def remove_done_jobs(office: Office, arguments: dict[str, Any]) -> None:
    """Remove jobs that were done a month ago."""
    with office.database.writing() as connection:
        remove_done(connection, office.clock.now() - DONE_JOBS_ARE_KEPT)
