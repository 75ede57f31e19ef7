"""What keeps lists true and storage clean as days pass."""

from __future__ import annotations

from typing import Any

from casework.jobs.registry import job, scheduled
from casework.services.identity.sweeping import sweep_sign_ins
from casework.services.office import Office
from casework.services.recomputing import (
    recompute_after_release,
    recompute_differing,
    recompute_due,
)
from casework.services.staging import sweep


@scheduled("daily", hour=1)
@job("recompute_due")
def recompute(office: Office, arguments: dict[str, Any]) -> None:
    """Recompute the cases whose answer changes by itself with the new day, and after a new release
    those that it answers otherwise."""
    recompute_due(office)
    recompute_after_release(office)


@job("recompute_differing")
def recompute_after_correction(office: Office, arguments: dict[str, Any]) -> None:
    """Recompute the cases whose answer a correction of the calendar changed."""
    recompute_differing(office)


@scheduled("daily", hour=4)
@job("sweep_files")
def sweep_files(office: Office, arguments: dict[str, Any]) -> None:
    """Forget uploads staged over a day ago, and bytes that nothing names."""
    sweep(office)


@scheduled("daily", hour=5)
@job("sweep_sign_ins")
def sweep_identity(office: Office, arguments: dict[str, Any]) -> None:
    """Forget failures, sessions, kept texts and one-use keys that are of no more use."""
    sweep_sign_ins(office)
