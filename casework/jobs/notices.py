"""Notices by mail that something waits here: a pack for a clerk, a request for a person."""

from __future__ import annotations

from typing import Any

from casework.adapters.mail import InvalidLetter, Letter, MailNotSent
from casework.jobs.registry import GiveUp, job
from casework.services.notices import (
    Notice,
    pack_notices,
    privilege_notices,
    request_notices,
)
from casework.services.office import Office


@job("notify_pack")
def notify_pack(office: Office, arguments: dict[str, Any]) -> None:
    """Tell the clerks of an organisation that a pack was issued to it."""
    send_notices(office, pack_notices(office, arguments["case"], arguments["pack"]))


@job("notify_request")
def notify_request(office: Office, arguments: dict[str, Any]) -> None:
    """Tell a person that something is asked of them."""
    send_notices(office, request_notices(office, arguments["case"], arguments["request"]))


@job("notify_privileged")
def notify_privileged(office: Office, arguments: dict[str, Any]) -> None:
    """Tell those who keep a case and its advice that a paper of it is privileged now."""
    send_notices(office, privilege_notices(office, arguments["case"], arguments["paper"]))


def send_notices(office: Office, notices: list[Notice]) -> None:
    """Send each notice once for its key. What can never be sent is said after the others went."""
    refused = []
    for notice in notices:
        try:
            office.mailer.send(Letter(notice.to, notice.subject, notice.body, notice.key))
        except InvalidLetter as fault:
            refused.append(str(fault))
        except MailNotSent as fault:
            if not fault.permanent:
                raise
            refused.append(str(fault))
    if refused:
        raise GiveUp(" ".join(refused))
