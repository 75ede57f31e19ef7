"""Pages on which a committee's clerk sets when papers are wanted on a case, or for one meeting."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for

from casework.domain.council_papers import later_than_the_law, own_deadlines
from casework.domain.errors import NotFound
from casework.domain.facts import RecordVersion
from casework.services import paper_deadlines as service
from casework.services.council_meetings import CouncilCalendar, council_calendar
from casework.services.council_rules import day_of
from casework.services.paper_deadlines import Wanted
from casework.web.outside import blueprint
from casework.web.outside.meeting_forms import PapersForm, TakeBackForm
from casework.web.outside.meetings import Page, carried_out
from casework.web.viewer import current_viewer, office

DONE = "The deadlines are set."
TAKEN_BACK = "The deadlines are taken back. What your committee has otherwise stated counts again."


def _calendar(reference: str) -> CouncilCalendar:
    return council_calendar(office(), current_viewer(), reference)


def _spoken_for(calendar: CouncilCalendar, body: str) -> None:
    if body not in calendar.bodies:
        raise NotFound("There is no such committee that you speak for.", "Choose one of yours.")


@blueprint.route("/shared/<reference>/meetings/papers/<body>", methods=["GET", "POST"])
def set_papers(reference: str, body: str) -> Page:
    """Set how long before any meeting of a case one's committee wants papers."""
    calendar = _calendar(reference)
    _spoken_for(calendar, body)
    return _set(calendar, body, None)


@blueprint.post("/shared/<reference>/meetings/papers/<body>/take-back")
def take_papers_back(reference: str, body: str) -> Page:
    """Go by the committee's own rule again."""
    calendar = _calendar(reference)
    _spoken_for(calendar, body)
    return _take_back(calendar, body, None)


@blueprint.route("/shared/<reference>/meetings/<key>/papers", methods=["GET", "POST"])
def set_meeting_papers(reference: str, key: str) -> Page:
    """Set how long before one meeting papers are wanted."""
    calendar = _calendar(reference)
    meeting = calendar.meeting(key)
    return _set(calendar, meeting.subject, meeting)


@blueprint.post("/shared/<reference>/meetings/<key>/papers/take-back")
def take_meeting_papers_back(reference: str, key: str) -> Page:
    """Let this meeting go by what counts for the others."""
    calendar = _calendar(reference)
    meeting = calendar.meeting(key)
    return _take_back(calendar, meeting.subject, meeting)


def _set(calendar: CouncilCalendar, body: str, meeting: RecordVersion | None) -> Page:
    form: Any = PapersForm()
    if request.method == "GET":
        _fill(form, calendar, body, meeting)
        return _page(calendar, body, meeting, form)
    if not form.validate():
        return _page(calendar, body, meeting, form), 422
    wanted = Wanted(int(form.draft.data), int(form.final.data), form.counted.data,
                    form.set_by.data or "")  # fmt: skip
    return carried_out(
        calendar.reference, form, lambda: _page(calendar, body, meeting, form),
        lambda: service.set_paper_deadlines(
            office(), current_viewer(), calendar.reference, body, wanted,
            meeting=meeting.key if meeting else "", version=int(form.version.data),
        ), f"{DONE} {later_than_the_law(wanted.final, wanted.counted)}".strip(),
    )  # fmt: skip


def _take_back(calendar: CouncilCalendar, body: str, meeting: RecordVersion | None) -> Page:
    taking: Any = TakeBackForm()

    def page() -> str:
        form: Any = PapersForm(formdata=None)
        _fill(form, calendar, body, meeting)
        return _page(calendar, body, meeting, form, taking)

    if not taking.validate():
        return page(), 422
    return carried_out(
        calendar.reference, taking, page,
        lambda: service.take_back_deadlines(
            office(), current_viewer(), calendar.reference, body, int(taking.version.data),
            taking.why.data or "", meeting=meeting.key if meeting else "",
        ), TAKEN_BACK,
    )  # fmt: skip


def _known(
    calendar: CouncilCalendar, body: str, meeting: RecordVersion | None
) -> RecordVersion | None:
    about = meeting.reference if meeting else ""
    return service.deadlines_on_record(calendar, body, about)


def _fill(
    form: Any, calendar: CouncilCalendar, body: str, meeting: RecordVersion | None
) -> None:
    own = own_deadlines(calendar.facts, body, day_of(meeting) if meeting else None)
    known = _known(calendar, body, meeting)
    form.draft.data, form.final.data = str(own.draft.days), str(own.final.days)
    form.counted.data = own.draft.counted
    form.version.data = str(known.version if known else 0)


def _page(
    calendar: CouncilCalendar, body: str, meeting: RecordVersion | None, form: Any,
    taking: Any = None,
) -> str:
    known = _known(calendar, body, meeting)
    if taking is None:
        taking = TakeBackForm(formdata=None, version=str(known.version if known else 0))
    where: dict[str, Any] = {"reference": calendar.reference}
    address = (
        url_for(".set_meeting_papers", key=meeting.key, **where) if meeting
        else url_for(".set_papers", body=body, **where)
    )
    back = (
        url_for(".take_meeting_papers_back", key=meeting.key, **where) if meeting
        else url_for(".take_papers_back", body=body, **where)
    )
    held = meeting.payload.held_on.plain() if meeting and meeting.payload.held_on else ""
    return render_template(
        "outside/set_papers.html", calendar=calendar, form=form, body=calendar.bodies[body],
        held=held, address=address, back=back, taking=taking if known else None,
    )  # fmt: skip
