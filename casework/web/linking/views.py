"""The cases that a case is linked with, and opening one from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from casework.domain.errors import CaseworkError, NotFound
from casework.domain.permissions import can_act_as
from casework.domain.records.linked import ENDINGS, RELATIONS
from casework.domain.turn_notices import begun_again_from
from casework.engine.freshness import Age
from casework.services.copied import PARTS
from casework.services.linking import (
    COPIED_TO,
    OPENERS,
    Linking,
    WayOn,
    led_to,
    open_linked_case,
    papers_of,
    ways_on,
)
from casework.services.reading import CaseView, get_case
from casework.web.cases.addresses import address_of
from casework.web.cases.frame import frame_of
from casework.web.cases.recorders import may_record
from casework.web.cases.words import Tag, fact_date_words
from casework.web.errors import status_of
from casework.web.forms import CaseworkForm, OneUseKeyField, Options, choices
from casework.web.linking import blueprint
from casework.web.opening.forms import LONGEST_TITLE
from casework.web.viewer import current_viewer, office

Page = Response | str | tuple[str, int]
ALONG = (
    "So are the people inside, the bodies, councils, services and sites. Clerks of councils and "
    "others outside are not: they hear of the new case when something of it is shared with them."
)
OFFERS = {
    "full_pathway": (
        "Open a full case for a lasting change",
        "A new case on the full pathway, from its first stage. The summary, promises that are not "
        "kept and temporary changes with their reviews are carried over, so that options are "
        f"compared with the service before. {ALONG} Evidence and sign-offs are not: each duty is "
        "met anew.",
    ),
    "upgraded_to": (
        "Go on as a major change",
        "A new case on the full pathway, at its first stage, because the change has grown or a "
        "council holds that it is substantial. The summary, promises that are not kept and "
        f"temporary changes are carried over. {ALONG} Evidence, sign-offs and what councils said "
        "of the minor change stay here, and the new case links to them.",
    ),
    "split_into": (
        "Split a part of this case off",
        "A new case on the same pathway, at its first stage, for a part of what is proposed. "
        "Promises that are not kept and temporary changes of this case are carried over. "
        f"{ALONG} Take away there what the part does not concern. The versions of the proposal, "
        "evidence and sign-offs stay here; a paper of this case can then be used there by a "
        "recorded reference. While a hold binds this case, no part of it is split off.",
    ),
    "restarted_as": (
        "Begin this case again",
        "A new case on the same pathway, at its first stage, with the summary, the promises that "
        "are not kept, the temporary changes, and the papers that are still fresh, in the version "
        f"that they are. {ALONG} All other evidence stays here, and so does every sign-off.",
    ),
    "copied_to": (
        "Open a new case like this one",
        "A new case on the same pathway, at its first stage, with a copy of what you choose. It is "
        "about another proposal: people, services, sites, evidence and sign-offs are not copied, "
        "and neither are days that have passed. Both cases say that it was copied.",
    ),
}


class LinkedCaseForm(CaseworkForm):
    """What the new case is called, and why it is opened."""

    title = StringField(
        "Title of the new case",
        [InputRequired("Enter the title of the new case."),
         Length(max=LONGEST_TITLE, message="Keep the title under 300 characters.")],
    )  # fmt: skip
    reasons = TextAreaField(
        "Why is it opened?", [InputRequired("Say why the new case is opened.")],
        render_kw={"rows": 5},
    )  # fmt: skip
    once = OneUseKeyField()


class CopiedCaseForm(LinkedCaseForm):
    """The same, and what the new case begins with."""

    parts = Options("What the new case begins with", choices=choices(PARTS))


@dataclass(frozen=True, slots=True)
class LinkedLine:
    """One linked case: what it is to this one, since when and why."""

    case: str
    relation: str
    when: str
    reasons: str
    address: str
    papers: str
    ended: str = ""


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper of this case: whether it goes along, and why or why not."""

    title: str
    type_title: str
    tag: Tag
    why: str


AGES = {
    Age.FRESH: Tag("Fresh: goes along", "green"),
    Age.STALE: Tag("Stale: stays", "orange"),
    Age.NOT_KNOWN: Tag("Age not known: stays", "yellow"),
    Age.NOT_CARRIED: Tag("Stays", "grey"),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A case that can be opened from this one."""

    title: str
    plain: str
    address: str


@blueprint.get("")
def show(reference: str) -> str:
    """The linked cases, and those that can be opened from this one."""
    view = get_case(office(), current_viewer(), reference)
    return render_template(
        "linking/show.html", frame=frame_of(view, "", "Linked cases"), lines=_lines(view),
        offers=[_offer(view, way) for way in _ways(view)],
        relate=url_for(".relate", reference=view.reference)
        if can_act_as(view.judged, current_viewer(), OPENERS) else "",
        notices=address_of("moves.show_notices", reference=view.reference)
        if begun_again_from(view.facts) and view.as_of is None else "",
    )  # fmt: skip


@blueprint.route("/<relation>/new", methods=["GET", "POST"])
def open_linked(reference: str, relation: str) -> Page:
    """Open a case from this one. NotFound for what does not lead from here."""
    view = get_case(office(), current_viewer(), reference)
    way = next((w for w in _ways(view) if w.relation == relation), None)
    form = _form(view, relation)
    if not form.is_submitted():
        if way is None:
            raise NotFound("No such case can be opened from this one.", "See its linked cases.")
        return _page(view, relation, form, 200)
    if not form.validate():
        return _page(view, relation, form, 422)
    parts = tuple(form.parts.data or ()) if "parts" in form else tuple(PARTS)
    linking = Linking(relation, form.title.data or "", form.reasons.data or "", parts=parts)
    try:
        opened = open_linked_case(
            office(), current_viewer(), reference, linking, once=form.once.data or ""
        )
    except CaseworkError as error:
        form.take_error(error)
        return _page(view, relation, form, status_of(error))
    flash(f"Opened: {opened}.")
    return redirect(url_for("cases.show", reference=opened))


def _form(view: CaseView, relation: str) -> Any:
    if relation == COPIED_TO:
        return CopiedCaseForm(data={"parts": list(PARTS)})
    return LinkedCaseForm(data={"title": view.title})


def _page(view: CaseView, relation: str, form: Any, status: int) -> tuple[str, int]:
    title, plain = OFFERS.get(relation, ("Open another case", ""))
    page = render_template(
        "linking/open.html", frame=frame_of(view, "", title), form=form, title=title, plain=plain,
        papers=_papers(view, relation), back=url_for(".show", reference=view.reference),
    )  # fmt: skip
    return page, status


def _papers(view: CaseView, relation: str) -> list[PaperLine]:
    """The papers that this viewer may read; those kept from them never go along either."""
    way = next((w for w in _ways(view) if w.relation == relation), None)
    ages = papers_of(office(), view.facts, way) if way is not None else []
    return [
        PaperLine(str(a.paper.payload.title), a.type_title, AGES[a.age], a.why) for a in ages
    ]


def _ways(view: CaseView) -> list[WayOn]:
    if not can_act_as(view.judged, current_viewer(), OPENERS):
        return []
    ended = view.definition.stage(view.facts.stage).final
    found = ways_on(view.facts, ended=ended)
    return [way for way in found if way.again or not led_to(view.facts, way.relation)]


def _offer(view: CaseView, way: WayOn) -> Offer:
    title, plain = OFFERS[way.relation]
    address = url_for(".open_linked", reference=view.reference, relation=way.relation)
    return Offer(title, plain, address)


def _ended(p: Any) -> str:
    if not p.ended_as:
        return ""
    return f"{ENDINGS[p.ended_as]} (on {fact_date_words(p.ended_on)})."


def _lines(view: CaseView) -> list[LinkedLine]:
    return [
        LinkedLine(
            r.payload.case, RELATIONS[r.payload.relation], fact_date_words(r.payload.linked_on),
            str(r.payload.reasons), url_for("cases.show", reference=r.payload.case),
            url_for(".papers", reference=view.reference, other=r.payload.case)
            if may_record(view) else "",
            _ended(r.payload),
        )
        for r in view.facts.current("linked_case")
    ]  # fmt: skip
