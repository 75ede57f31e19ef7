"""Sending letters that verbs put in the outbox."""

from __future__ import annotations

from typing import Any

from casework.adapters.mail import InvalidLetter, Letter, MailNotSent
from casework.jobs.registry import GiveUp, job
from casework.services.office import Office


@job("send_letter", forget=True)
def send_letter(office: Office, arguments: dict[str, Any]) -> None:
    """Send one letter: ``to``, ``subject``, ``body``, and ``key``, by which it is sent once."""
    try:
        office.mailer.send(
            Letter(
                to=arguments["to"], subject=arguments["subject"], body=arguments["body"],
                idempotency_key=arguments["key"],
            )  # fmt: skip
        )
    except InvalidLetter as fault:
        raise GiveUp(str(fault)) from fault
    except KeyError as fault:
        raise GiveUp(f"send_letter: argument {fault} is missing") from fault
    except MailNotSent as fault:
        if fault.permanent:
            raise GiveUp(str(fault)) from fault
        raise
