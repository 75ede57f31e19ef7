"""Jobs that make documents and packs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from casework.jobs.registry import job
from casework.services.case_documents.making import make_document
from casework.services.case_documents.packs import PackOrder, build_and_issue
from casework.services.case_documents.stages import draft_documents_of_stage
from casework.services.office import Office


@job("make_document")
def make(office: Office, arguments: dict[str, Any]) -> None:
    """Make one draft."""
    make_document(
        office, arguments["case"], arguments["document"], arguments["subject"],
        arguments["person"], datetime.fromisoformat(arguments["ordered_at"]),
    )  # fmt: skip


@job("build_pack")
def build(office: Office, arguments: dict[str, Any]) -> None:
    """Build and issue one pack."""
    order = PackOrder(
        arguments["organisation"], arguments["purpose"], tuple(arguments["evidence"])
    )
    build_and_issue(
        office, arguments["case"], order, arguments["person"],
        datetime.fromisoformat(arguments["ordered_at"]),
    )  # fmt: skip


@job("stage_entered")
def enter_stage(office: Office, arguments: dict[str, Any]) -> None:
    """Draft the documents that the gates of the stage yield."""
    draft_documents_of_stage(office, arguments["case"], arguments["stage"])
