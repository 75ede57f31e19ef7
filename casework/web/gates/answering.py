"""Answering what a check raises without barring anything: in public, by a named person."""

from __future__ import annotations

from flask import flash, redirect, render_template

from casework.domain.errors import CaseworkError, Conflict, NotFound
from casework.engine.flags import ANSWERERS, mark_of
from casework.engine.results import State
from casework.services.answering import FlagAnswered, answer_flag
from casework.services.verb import AlreadyDone
from casework.web.cases.frame import frame_of
from casework.web.cases.next_links import supply_links
from casework.web.cases.words import about, force_words, law_lines, reason_words
from casework.web.errors import status_of
from casework.web.gates import blueprint
from casework.web.gates.asked import AskedCheck, asked_check
from casework.web.gates.flag_answers import answers_to
from casework.web.gates.forms import AnswerForm
from casework.web.gates.views import Page, gate_address
from casework.web.gates.whose import not_yours
from casework.web.viewer import current_viewer, office


@blueprint.route("/<criterion>/answer", methods=["GET", "POST"])
def answer(reference: str, gate: str, criterion: str) -> Page:
    """Show what a check raises, and record the answer to it."""
    asked = asked_check(reference, gate, criterion)
    if asked.result.state not in (State.FLAGGED, State.ANSWERED):
        raise NotFound("This check raises no question now.", "There is nothing to answer.")
    form = AnswerForm()
    if not form.is_submitted():
        form.raised.data = mark_of(asked.result.reason, asked.view.judged.as_at)
        return _page(asked, form), 200
    if not form.validate():
        return _page(asked, form), 422
    try:
        answer_flag(
            office(), current_viewer(), reference, _answered(asked, form),
            once=form.once.data or "",
        )  # fmt: skip
    except AlreadyDone:
        pass
    except Conflict as error:
        # What was typed stays; the page shows what is raised now, and its mark is sent next.
        asked = asked_check(reference, gate, criterion)
        form.raised.data = mark_of(asked.result.reason, asked.view.judged.as_at)
        form.take_error(error)
        return _page(asked, form), 409
    except CaseworkError as error:
        form.take_error(error)
        return _page(asked, form), status_of(error)
    flash(f"Your answer on {asked.result.criterion.ref} is recorded and published.")
    return redirect(gate_address(reference, gate))


def _answered(asked: AskedCheck, form: AnswerForm) -> FlagAnswered:
    return FlagAnswered(
        asked.result.criterion.ref, form.answer.data or "", asked.result.subject,
        raised=form.raised.data or "",
    )  # fmt: skip


def _page(asked: AskedCheck, form: AnswerForm) -> str:
    view, c = asked.view, asked.result.criterion
    return render_template(
        "gates/answer.html",
        frame=frame_of(view, "", "Answer a question"),
        form=form,
        asks=c.asks,
        about=about(view, asked.result.subject, c.per),
        raised=reason_words(view, asked.result),
        how=c.how,
        facts=[link for link in supply_links(view, asked.result) if link.address],
        answers=answers_to(view, asked.result),
        not_yours=not_yours(view, current_viewer(), ANSWERERS),
        force=force_words(c),
        law=law_lines(view.definition, c, view.judged.as_at, view.judged.regime),
        back=gate_address(view.reference, asked.gate.ref),
    )
