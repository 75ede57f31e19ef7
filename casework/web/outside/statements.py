"""Forms in which a committee's clerk says something: views, comments, recommendations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.domain.errors import CaseworkError, NotPermitted
from casework.services import scrutiny
from casework.services.outside_reading import OutsideCase, get_outside_case
from casework.services.verb import AlreadyDone
from casework.web.errors import status_of
from casework.web.evidence.waiting import (
    forget_waiting,
    is_removing,
    lines_of,
    take_in_with,
    waiting_files,
)
from casework.web.forms import choices
from casework.web.outside import blueprint
from casework.web.outside.forms import (
    CommentsForm,
    RecommendationForm,
    SayingForm,
    ViewForm,
)
from casework.web.viewer import current_viewer, office


@dataclass(frozen=True, slots=True)
class Statement:
    """A form, its heading, how it is recorded and what is said when it is."""

    title: str
    form: type[SayingForm]
    record: Callable[[str, Any, tuple[str, ...]], object]
    done: str


def _view(reference: str, form: Any, files: tuple[str, ...]) -> object:
    return scrutiny.give_view(
        office(), current_viewer(), reference, form.body.data, form.view.data, form.given_on.data,
        form.minute.data or "", once=form.once.data, files=files,
    )  # fmt: skip


def _comments(reference: str, form: Any, files: tuple[str, ...]) -> object:
    return scrutiny.comment(
        office(), current_viewer(), reference, form.body.data, form.outcome.data,
        form.comments.data or "", form.received_on.data, once=form.once.data, files=files,
    )  # fmt: skip


def _recommendation(reference: str, form: Any, files: tuple[str, ...]) -> object:
    return scrutiny.recommend(
        office(), current_viewer(), reference, form.body.data, form.recommendation.data or "",
        form.made_on.data, once=form.once.data, files=files,
    )  # fmt: skip


STATEMENTS = {
    "view": Statement("Give your council’s view", ViewForm, _view, "The view is recorded."),
    "comments": Statement("Send comments", CommentsForm, _comments, "The comments are recorded."),
    "recommendation": Statement("Make a recommendation", RecommendationForm, _recommendation,
                                "The recommendation is recorded."),
}  # fmt: skip


@blueprint.route("/shared/<reference>/say/<what>", methods=["GET", "POST"])
def say(reference: str, what: str) -> Response | str | tuple[str, int]:
    """Say something on behalf of one's council or joint committee."""
    if what not in STATEMENTS:
        abort(404)
    statement = STATEMENTS[what]
    case = get_outside_case(office(), current_viewer(), reference)
    if not case.bodies:
        raise NotPermitted(
            "You cannot say anything for a committee of this case.",
            "Ask the NHS body to give you the role of your committee’s clerk or chair.",
        )
    form = statement.form()
    form.body.choices = choices(case.bodies)
    if request.method == "GET":
        form.body.data = next(iter(case.bodies)) if len(case.bodies) == 1 else None
        return _page(case, statement, form)
    files = take_in_with(form) if "files" in form else ()
    if is_removing():
        return _page(case, statement, form)
    if not form.validate() or form.faults:
        return _page(case, statement, form), 422
    try:
        statement.record(reference, form, files)
    except AlreadyDone:
        forget_waiting()
    except CaseworkError as error:
        form.take_error(error)
        return _page(case, statement, form), status_of(error)
    flash(statement.done)
    return redirect(url_for(".show_case", reference=reference))


def _page(case: OutsideCase, statement: Statement, form: Any) -> str:
    return render_template(
        "outside/say.html", case=case, title=statement.title, form=form,
        waiting=lines_of(waiting_files()),
    )
