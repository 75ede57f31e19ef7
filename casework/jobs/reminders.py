"""Reminders of dates: made once a day, and mailed one by one."""

from __future__ import annotations

from typing import Any

from casework.jobs.notices import send_notices
from casework.jobs.registry import job, scheduled
from casework.services.office import Office
from casework.services.reminding import make_reminders, reminder_notice


@scheduled("daily", hour=6)
@job("make_reminders")
def make(office: Office, arguments: dict[str, Any]) -> None:
    """Make the reminders that are due today; a night that was missed is caught up."""
    make_reminders(office)


@job("send_reminder")
def send(office: Office, arguments: dict[str, Any]) -> None:
    """Send one reminder, unless what it is about has moved, is done or has ended."""
    notice = reminder_notice(office, arguments["reminder"])
    if notice is not None:
        send_notices(office, [notice])
