"""Pages on which a committee's clerk states once, for all cases, what holds for all of them."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.domain.council_meetings import questions_of_day
from casework.domain.council_papers import later_than_the_law
from casework.domain.errors import CaseworkError, NotFound
from casework.services import council_rules as service
from casework.services.council_rules import CouncilsView, RuleDetails, SetOn, councils_view
from casework.web.errors import status_of
from casework.web.forms import choices
from casework.web.outside import blueprint
from casework.web.outside.council_presenters import body_lines, council_meeting_lines
from casework.web.outside.meeting_forms import MeetingOnCasesForm, RuleAgainForm, RuleForm
from casework.web.viewer import current_viewer, office

Page = Response | str | tuple[str, int]


def _view() -> CouncilsView:
    return councils_view(office(), current_viewer())


@blueprint.get("/council")
def show_council() -> str:
    """When each committee wants papers, and its meetings to come, over all cases."""
    view = _view()
    return render_template("outside/council.html", bodies=body_lines(view),
                           meetings=council_meeting_lines(view), cases=view.cases)  # fmt: skip


@blueprint.route("/council/papers/<body>", methods=["GET", "POST"])
def state_rule(body: str) -> Page:
    """State when one's committee wants papers, for meetings from a day on."""
    view = _view()
    if body not in view.bodies:
        raise NotFound("There is no such committee that you speak for.", "Choose one of yours.")
    form: Any = RuleAgainForm() if view.newest(body) else RuleForm()

    def page() -> str:
        return render_template("outside/state_rule.html", form=form, body=view.bodies[body])

    if request.method == "GET":
        _fill(form, view, body)
        return page()
    if not form.validate():
        return page(), 422
    try:
        service.state_papers_rule(
            office(), current_viewer(), body, int(form.version.data), _details(form)
        )
    except CaseworkError as error:
        form.take_error(error)
        return page(), status_of(error)
    details = _details(form)
    warning = later_than_the_law(details.final, details.counted)
    flash(f"The rule is stated, and every case goes by it. {warning}".strip())
    return redirect(url_for(".show_council"))


def _fill(form: Any, view: CouncilsView, body: str) -> None:
    rule = view.rule(body)
    form.version.data = str(view.newest(body))
    if rule is not None:
        form.draft.data, form.final.data = str(rule.draft), str(rule.final)
        form.counted.data = rule.counted


def _details(form: Any) -> RuleDetails:
    reason = form.reason.data if "reason" in form else ""
    return RuleDetails(
        int(form.draft.data), int(form.final.data), form.valid_from.data, form.counted.data,
        form.set_by.data or "", reason or "",
    )  # fmt: skip


@blueprint.route("/council/meetings/new", methods=["GET", "POST"])
def set_meeting_on_cases() -> Page:
    """Enter a meeting once, on every case that is chosen."""
    view = _view()
    form: Any = _meeting_form(view)
    if request.method == "GET":
        return _meeting_page(form)
    if not form.validate():
        return _meeting_page(form), 422
    asked = () if form.sure.data else questions_of_day(
        form.on.data, view.today, view.cases[0].holidays
    )
    if asked:
        return _meeting_page(form, asked), 422
    try:
        results = service.set_meeting_on_cases(
            office(), current_viewer(), form.body.data, form.on.data, form.cases.data or (),
            sure=bool(form.sure.data), once=form.once.data or "",
        )
    except CaseworkError as error:
        form.take_error(error)
        return _meeting_page(form), status_of(error)
    return _told(form, results)


def _told(form: Any, results: tuple[SetOn, ...]) -> Page:
    """What became of it on each case; those that failed stay chosen."""
    done = [each.reference for each in results if not each.fault]
    failed = [each for each in results if each.fault]
    if done:
        flash(f"The meeting is recorded on {', '.join(done)}.")
    if not failed:
        return redirect(url_for(".show_council"))
    form.cases.data = [each.reference for each in failed]
    form.cases.errors = [f"{each.reference}: {each.fault}" for each in failed]
    return _meeting_page(form), 422


def _meeting_form(view: CouncilsView) -> Any:
    given = request.args if request.method == "GET" and "body" in request.args else None
    form: Any = MeetingOnCasesForm(formdata=given) if given is not None else MeetingOnCasesForm()
    form.body.choices = choices(view.bodies)
    form.cases.choices = choices(
        {case.reference: f"{case.title} ({case.reference})" for case in view.cases}
    )
    if request.method == "GET":
        if len(view.bodies) == 1:
            form.body.data = next(iter(view.bodies))
        form.cases.data = _not_yet_on(view, form.body.data, form.on.data)
    return form


def _not_yet_on(view: CouncilsView, body: str | None, day: Any) -> list[str]:
    """The cases that are chosen at first: those on which the meeting does not stand."""
    return [
        case.reference for case in view.cases
        if body is None or (
            body in case.bodies
            and all(service.day_of(r) != day for r in case.meetings_of(body))
        )
    ]  # fmt: skip


def _meeting_page(form: Any, asked: tuple[str, ...] = ()) -> str:
    return render_template("outside/set_council_meeting.html", form=form, asked=asked)
