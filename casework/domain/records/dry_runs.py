"""Dry runs that their author chose to keep: what was assumed, and what it came to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from casework.domain.dates import FactDate
from casework.domain.records import fields as f
from casework.domain.records.registry import record_kind
from casework.domain.text import Text


@record_kind(
    "dry_run", "Dry run", section="progress", stated_by_people=False, kept_apart=True
)
@dataclass(frozen=True, slots=True)
class DryRun:
    """A step tried on assumed facts, as it was judged on the records of that moment.

    ``structure`` holds each assumption as canonical text, in the order of ``assumptions``, which
    say the same in words. ``reasons`` stand in the order of ``barred``. Made for legal advice it
    is legally privileged, and stays so in the versions that said so.
    """

    title: Text = f.text("Title", required=True)
    step: str = f.code("Move or act", required=True)
    subject: str = f.code("For which one")
    judged_on: FactDate | None = f.when("Judged as if on", required=True)
    author: str = f.person("Kept by", required=True)
    allowed: bool | None = f.yes_no("Nothing would bar it")
    assumptions: tuple[Text, ...] = f.many_texts("What was assumed")
    structure: tuple[Text, ...] = f.many_texts("What was assumed, as it was judged")
    barred: tuple[dict[str, Any], ...] = f.rows(
        "What would bar it, and what it would leave to be answered",
        f.word("ref", "Check, hold or move"),
        f.word("subject", "About"),
        f.word("state", "How it would stand"),
    )
    reasons: tuple[Text, ...] = f.many_texts("Why")
    made_for_legal_advice: bool | None = f.yes_no("Made for legal advice")
    marked_by: str = f.person("Marked by")
    unmarked_by: str = f.person("Mark taken off by")
    unmarked_because: Text = f.text("Why the mark was taken off", long=True)
