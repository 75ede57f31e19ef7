"""Jobs that make documents and packs. What the facts do not allow is given up, and said so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from casework.documents.manifest import TemplateFaults
from casework.domain.canonical import sha256_of
from casework.domain.errors import CaseworkError, Conflict
from casework.jobs.registry import GiveUp, job
from casework.services.case_documents.launching import OPENING, order_launch_packs
from casework.services.case_documents.making import make_document
from casework.services.case_documents.pack_order import PackOrder
from casework.services.case_documents.packs import build_and_issue
from casework.services.case_documents.stages import draft_documents_of_stage
from casework.services.office import Office


@contextmanager
def refusals_are_final() -> Iterator[None]:
    """Give up on what a person has to put right first; only a Conflict is worth another try."""
    try:
        yield
    except Conflict:
        raise
    except TemplateFaults as fault:
        raise GiveUp(
            "A template is faulty. Tell your administrator to run the check of documents."
        ) from fault
    except CaseworkError as refusal:
        raise GiveUp(str(refusal)) from refusal


@job("make_document")
def make(office: Office, arguments: dict[str, Any]) -> None:
    """Make one draft."""
    with refusals_are_final():
        make_document(
            office, arguments["case"], arguments["document"], arguments["subject"],
            arguments["person"], datetime.fromisoformat(arguments["ordered_at"]),
        )  # fmt: skip


@job("build_pack")
def build(office: Office, arguments: dict[str, Any]) -> None:
    """Build and issue one pack, once for one order."""
    order = PackOrder(
        arguments["organisation"], arguments["purpose"], tuple(arguments["evidence"])
    )
    with refusals_are_final():
        build_and_issue(
            office, arguments["case"], order, arguments["person"],
            datetime.fromisoformat(arguments["ordered_at"]), sha256_of(arguments["key"]),
        )  # fmt: skip


@job("stage_entered")
def enter_stage(office: Office, arguments: dict[str, Any]) -> None:
    """Draft the documents that the gates of the stage yield. Nothing is sent to anybody."""
    with refusals_are_final():
        draft_documents_of_stage(office, arguments["case"], arguments["stage"])


@job("act_done")
def after_act(office: Office, arguments: dict[str, Any]) -> None:
    """Order the launch packs when the consultation was opened; other acts set nothing off."""
    if arguments["act"] != OPENING:
        return
    with refusals_are_final():
        order_launch_packs(office, arguments["case"], arguments["key"])
