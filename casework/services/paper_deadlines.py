"""On one case a council's clerk sets when papers are wanted, for all its meetings or for one."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.council_papers import faults_of_days
from casework.domain.errors import Conflict, InvalidFields, NotFound, NotPermitted
from casework.domain.facts import RecordVersion
from casework.domain.records.committees import COUNTED, WORKING
from casework.domain.viewer import Viewer
from casework.services.council_meetings import CouncilCalendar, council_calendar
from casework.services.office import Office
from casework.services.recording import Statement, record_fact, withdraw_record

KIND = "paper_deadlines"


@dataclass(frozen=True, slots=True)
class Wanted:
    """How long before a meeting papers are wanted: in working days, or in clear ones."""

    draft: int
    final: int
    counted: str = WORKING
    set_by: str = ""


def deadlines_on_record(
    calendar: CouncilCalendar, body: str, meeting: str = ""
) -> RecordVersion | None:
    """What a body set on this case, for one meeting (`meeting/key`) or else for all of them, or
    None where it has set nothing."""
    return next((
        r for r in reversed(calendar.facts.current(KIND))
        if r.subject == body and r.payload.meeting.partition("@")[0] == meeting
    ), None)  # fmt: skip


def set_paper_deadlines(
    office: Office, viewer: Viewer, reference: str, body: str, wanted: Wanted,
    *, meeting: str = "", version: int | None = None,
) -> RecordVersion:
    """Set how many days before its meetings, or before the one named by its key, one's committee
    wants draft and final papers.

    ``version`` is the one that the form showed, 0 where none was set. Raises InvalidFields for
    figures that are none, or for a draft wanted after the final papers, NotFound for a meeting
    that there is not, and Conflict where somebody set them since.
    """
    calendar = council_calendar(office, viewer, reference)
    about = _about(calendar, body, meeting)
    faults = faults_of_days(wanted.draft, wanted.final)
    if wanted.counted not in COUNTED:
        faults["counted"] = "Choose which days are counted"
    if faults:
        raise InvalidFields(faults)
    known = deadlines_on_record(calendar, body, about)
    if version is not None and version != (known.version if known else 0):
        raise Conflict("Somebody set the deadlines since you opened this page.",
                       "Look at them again.")  # fmt: skip
    values = {
        "organisation": body, "draft_working_days": wanted.draft,
        "final_working_days": wanted.final, "set_by": wanted.set_by, "meeting": about,
        "counted": wanted.counted,
    }  # fmt: skip
    statement = Statement(
        KIND, values, key=known.key if known else "", version=known.version if known else None,
        on_behalf_of=body,
    )
    return record_fact(office, viewer, reference, statement)


def take_back_deadlines(
    office: Office, viewer: Viewer, reference: str, body: str, version: int, reason: str,
    *, meeting: str = "",
) -> RecordVersion:
    """Take back what was set on this case, so that the committee's own rule counts again.

    Raises as above, and NotFound where nothing is set, Invalid without a reason.
    """
    calendar = council_calendar(office, viewer, reference)
    known = deadlines_on_record(calendar, body, _about(calendar, body, meeting))
    if known is None:
        raise NotFound("Nothing is set here that could be taken back.", "Look at the page again.")
    return withdraw_record(office, viewer, reference, f"{KIND}/{known.key}", version, reason)


def _about(calendar: CouncilCalendar, body: str, meeting: str) -> str:
    """The meeting as `meeting/key`, empty for all of them. Raises NotPermitted, NotFound."""
    if body not in calendar.bodies:
        raise NotPermitted("You cannot set the deadlines of another committee than yours.",
                           "Its own clerk or chair sets them.")  # fmt: skip
    if not meeting:
        return ""
    found = calendar.meeting(meeting)
    if found.subject != body:
        raise NotFound("This is a meeting of another committee.", "Choose one of yours.")
    return found.reference
