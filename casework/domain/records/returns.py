"""Going back to an earlier stage: who authorised it, and what it puts in doubt."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.dates import FactDate
from casework.domain.records import fields as f
from casework.domain.records.registry import record_kind
from casework.domain.text import Text


@record_kind("stage_return", "Return to an earlier stage", "Returns to an earlier stage",
             section="progress", stated_by_people=False)  # fmt: skip
@dataclass(frozen=True, slots=True)
class StageReturn:
    """The case went back. Written with the stage move, whose visit is its key.

    ``in_doubt`` pins what may not be relied on as it stands: a sign-off made before this return
    that rests on such a version is to be confirmed again; no other is. ``authorised_by`` may be
    another person than who moved the case; a replayed case may not know them.
    """

    origin: str = f.code("From", required=True)
    target: str = f.code("To", required=True)
    visit: int | None = f.number("Visit")
    authorised_by: str = f.person("Authorised by")
    authorised_on: FactDate | None = f.when("Authorised on")
    authority: Text = f.text("Where that is recorded, such as a minute")
    in_doubt: tuple[str, ...] = f.many_records("Put in doubt, in the version that is doubted")
    reason: Text = f.text("Reason", long=True)
