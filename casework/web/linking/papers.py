"""Using a paper of a linked case by recorded reference."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.domain.errors import CaseworkError, NotFound
from casework.domain.facts import RecordVersion
from casework.services.borrowing import Borrowing, LentPaper, papers_of, use_paper
from casework.services.reading import CaseView
from casework.services.verb import AlreadyDone
from casework.web.cases.frame import frame_of
from casework.web.cases.words import fact_date_words
from casework.web.errors import status_of
from casework.web.evidence.choices import subjects
from casework.web.evidence.presenters import CLASSIFICATION_TAGS
from casework.web.forms import choices
from casework.web.linking import blueprint
from casework.web.linking.forms import UsePaperForm
from casework.web.records.recording import case_to_record_on
from casework.web.viewer import current_viewer, office

Page = Response | str | tuple[str, int]


@blueprint.route("/papers/<other>", methods=["GET", "POST"])
def papers(reference: str, other: str) -> Page:
    """Choose a paper of the linked case. NotFound for a case that is not linked or not seen."""
    view = case_to_record_on(reference)
    if not any(r.payload.case == other for r in view.facts.current("linked_case")):
        raise NotFound("No such case is linked with this one.", "See its linked cases.")
    lent = papers_of(office(), current_viewer(), other, view.definition)
    form = _form(view, other, lent)
    if not form.is_submitted():
        return _page(view, other, lent, form, 200)
    if not form.validate():
        return _page(view, other, lent, form, 422)
    known = _used_already(view, other, form.key.data or "")
    borrowing = Borrowing(
        other, form.paper.data, criteria=known.payload.criteria if known else (),
        subjects=tuple(form.subjects.data or ()), key=form.key.data or "",
        version=int(form.version.data) if form.version.data else None,
    )  # fmt: skip
    try:
        written = use_paper(
            office(), current_viewer(), reference, borrowing, once=form.once.data or ""
        ).key
    except AlreadyDone as done:
        written = done.result.partition("@")[0].partition("/")[2]
    except CaseworkError as error:
        form.take_error(error)
        return _page(view, other, lent, form, status_of(error))
    flash(f"Used by reference: a paper of {other}. No copy of it was made.")
    return redirect(url_for("evidence.show", reference=reference, key=written))


def _used_already(view: CaseView, other: str, key: str) -> RecordVersion | None:
    """The record here that uses a paper of the other case under this key, if there is one."""
    found = view.facts.find(f"evidence/{key}") if key else None
    return found if found and found.payload and found.payload.of_case == other else None


def _form(view: CaseView, other: str, lent: tuple[LentPaper, ...]) -> UsePaperForm:
    """The empty form; for the newer version of a paper it is about the same bodies as before."""
    asked: dict[str, Any] = {"key": request.args.get("key", "")}
    known = _used_already(view, other, asked["key"])
    if known is not None:
        asked |= {"subjects": list(known.payload.subjects), "version": str(known.version)}
    form = UsePaperForm(data=asked)
    form.paper.choices = choices([(p.pin, _title(p)) for p in lent])
    hints: dict[str, Any] = {p.pin: f"{p.type}. {CLASSIFICATION_TAGS[p.classification].text}."
                             for p in lent}  # fmt: skip
    form.paper.render_kw = {"hints": hints}
    form.subjects.choices = choices(subjects(view))
    return form


def _title(paper: LentPaper) -> str:
    dated = f", dated {fact_date_words(paper.dated)}" if paper.dated else ""
    return f"{paper.title}, version {paper.version}{dated}"


def _page(
    view: CaseView, other: str, lent: tuple[LentPaper, ...], form: UsePaperForm, status: int
) -> tuple[str, int]:
    page = render_template(
        "linking/papers.html", frame=frame_of(view, "evidence", f"Use a paper of {other}"),
        form=form, other=other, any=bool(lent), back=url_for(".show", reference=view.reference),
    )  # fmt: skip
    return page, status
