"""Which version of a body's own scheme of delegation a case holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casework.domain.dates import FactDate
from casework.domain.records import fields as f
from casework.domain.records.registry import record_kind


@record_kind(
    "scheme_taken_over", "Scheme of delegation taken over", "Schemes of delegation taken over",
    section="deciding", stated_by_people=False,
)  # fmt: skip
@dataclass(frozen=True, slots=True)
class SchemeTakenOver:
    """What a body keeps as its scheme once for all its cases, as this case has it.

    Each row pins an entry in the version that was taken over, and names the power on this case
    that says the same. ``ended_on`` is the last day of a body that ceased: its scheme ended too.
    """

    organisation: str = f.organisation("Body whose scheme it is")
    ended_on: FactDate | None = f.when("Last day of the body, if it has ceased")
    entries: tuple[Mapping[str, str], ...] = f.rows(
        "Entries of the scheme", f.word("entry", "Entry", required=True),
        f.word("version", "Version", required=True), f.word("record", "Power on this case"),
    )  # fmt: skip
