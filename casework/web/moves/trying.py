"""Trying a move or act, also as if on another date: advice, without any effect."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from flask import render_template, request

from casework.domain.dates import long_date
from casework.engine.judgement import judge_move
from casework.engine.route import way_to
from casework.services.reading import CaseView, get_case
from casework.web.cases.frame import frame_of
from casework.web.cases.words import in_words
from casework.web.forms import choices
from casework.web.moves import blueprint
from casework.web.moves.forms import TryForm
from casework.web.moves.offers import Offer, every_offer
from casework.web.moves.page import MovePage, move_page
from casework.web.viewer import current_viewer, office


@blueprint.get("/try")
def dry_run(reference: str) -> str | tuple[str, int]:
    """What would bar a move or act on a date, on what is recorded now. Nothing is recorded."""
    view = get_case(office(), current_viewer(), reference)
    offers = {_value(offer): offer for offer in every_offer(view)}
    form = TryForm(formdata=request.args)
    form.what.choices = choices({value: _label(o) for value, o in offers.items()})
    if "what" not in request.args:
        return _page(view, form, None, "")
    if not form.validate() or form.what.data not in offers:
        return _page(view, form, None, ""), 422
    day = form.on.data or view.judged.as_at
    offer = offers[form.what.data]
    way = way_to(view.definition, view.judged, offer.what)
    advice = _advice(view, offer, way or (), day)
    return _page(view, form, advice, _sentence(view, advice, way, day))


def _advice(view: CaseView, offer: Offer, way: tuple[str, ...], day: date) -> MovePage:
    then = replace(view, judged=view.judged.at(day))
    before = tuple(judge_move(then.definition, then.judged, move) for move in way)
    judgement = judge_move(then.definition, then.judged, offer.what, offer.subject)
    return move_page(then, current_viewer(), offer, judgement, before)


def _sentence(
    view: CaseView, advice: MovePage, way: tuple[str, ...] | None, day: date
) -> str:
    answer = "Nothing would bar it" if advice.is_ready else "It would be refused"
    if advice.allowed and not advice.is_ready:
        answer = "Nothing would bar it, but the questions that it raises must be answered first,"
    return (
        f"{_way_in_words(view, way)}{answer} if it were {long_date(day)} and nothing else were "
        "recorded than is now. This is advice and not a decision: nothing was recorded."
    )


def _way_in_words(view: CaseView, way: tuple[str, ...] | None) -> str:
    if way is None:
        return "The case has passed the stage in which this is done; these are its own checks. "
    if not way:
        return ""
    titles = in_words(f"“{view.definition.edge(move).title}”" for move in way)
    return f"The case has to move on first: {titles}. What bars those moves is listed too. "


def _value(offer: Offer) -> str:
    return f"{offer.what}/{offer.subject}" if offer.subject else offer.what


def _label(offer: Offer) -> str:
    return f"{offer.title} ({offer.what})" if offer.kind != "act" else offer.title


def _page(view: CaseView, form: TryForm, advice: MovePage | None, sentence: str) -> str:
    return render_template(
        "moves/try.html",
        frame=frame_of(view, "", "Try a move"),
        form=form,
        page=advice,
        sentence=sentence,
    )
