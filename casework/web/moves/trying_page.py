"""The page on which a step is tried, whatever it was sent for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import render_template, url_for

from casework.domain.errors import Conflict
from casework.domain.permissions import can_work_on
from casework.services.assuming import assume
from casework.services.choosing import offered
from casework.services.dry_running import Trial, TriedStep
from casework.services.reading import CaseView
from casework.web.cases.frame import frame_of
from casework.web.cases.offers import Offer, every_offer
from casework.web.forms import choices
from casework.web.moves.assumption_forms import SORTS
from casework.web.moves.assumption_words import AssumptionLine, assumption_lines
from casework.web.moves.carrying import Carried, pack
from casework.web.moves.forms import KeepForm, TryForm
from casework.web.moves.trial import TrialPage, as_assumed, trial_page, tried
from casework.web.viewer import current_viewer, office

Answer = tuple[str, int]


@dataclass(frozen=True)
class Tried:
    """A trial, the case as assumed in it, and the assumptions in words."""

    trial: Trial
    then: CaseView
    lines: tuple[AssumptionLine, ...]


class Trying:
    """One request to try a step: the case, what is assumed, and the form."""

    def __init__(
        self, view: CaseView, carried: Carried, *, sent: Any = None,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        self.view, self.carried = view, carried
        self.offered = (
            offered(office(), current_viewer(), replayed=view.replayed)
            if carried.assumptions else None
        )  # fmt: skip
        assumed = assume(
            view.definition, view.judged.at(carried.day or view.judged.as_at),
            carried.assumptions, current_viewer().person, office().clock.now(),
        )  # fmt: skip
        self.assumed = assumed
        self.then = as_assumed(view, assumed, self.offered)
        self.offers = {value_of(offer): offer for offer in every_offer(self.then)}
        self.form = TryForm(formdata=sent, data=data)
        self.form.what.choices = choices({v: _label(o) for v, o in self.offers.items()})
        holds = view.facts.open_holds()
        self.form.sort.choices = choices(
            [(sort.value, label) for sort, label in SORTS if holds or sort != "hold_ended"],
            "Choose what",
        )

    @property
    def offer(self) -> Offer:
        """The step that a valid form names."""
        return self.offers[str(self.form.what.data)]

    def as_carried(self) -> Carried:
        """What goes from page to page, with the step and the day of a valid form."""
        day = self.form.on.data
        return replace(
            self.carried, what=str(self.form.what.data), on=day.isoformat() if day else "",
            adding="", kind="", key="",
        )  # fmt: skip

    def judged(self) -> Tried:
        """The trial of what a valid form says."""
        day = self.form.on.data or self.view.judged.as_at
        offer = self.offer
        trial = tried(
            self.view, TriedStep(offer.what, offer.subject, day, self.carried.assumptions)
        )
        then = as_assumed(self.view, trial.assumed, self.offered)
        lines = assumption_lines(self.view, then, self.carried.assumptions, trial.assumed)
        return Tried(trial, then, lines)

    def page(
        self, *, asked: bool = True, keep: KeepForm | None = None, status: int = 200
    ) -> Answer:
        """The page: with the answer, or with the form alone where nothing valid was asked."""
        if asked and self.form.validate():
            found = self.judged()
            answer = trial_page(self.view, found.then, self.offer, found.trial)
            carried = replace(self.as_carried(), shown=found.trial.mark)
            return self._render(answer, carried, found.lines, keep or _keep_form()), status
        lines = assumption_lines(self.view, self.then, self.carried.assumptions, self.assumed)
        if asked and status == 200:
            status = 422
        return self._render(None, self.carried, lines, None), status

    def _render(
        self, answer: TrialPage | None, carried: Carried, lines: tuple[AssumptionLine, ...],
        keep: KeepForm | None,
    ) -> str:
        may_keep = can_work_on(self.view.judged, current_viewer())
        sound = not any(line.fault for line in lines)
        return render_template(
            "moves/try.html",
            frame=frame_of(self.view, "", "Try a move"),
            form=self.form, answer=answer, lines=lines, carried=pack(carried, self.view),
            keep=keep if answer is not None and may_keep and sound else None,
            kept=url_for("dry_runs.index", reference=self.view.reference),
        )  # fmt: skip


def lost(view: CaseView, error: Conflict) -> Answer:
    """The page without any assumption, where what a form carried cannot be taken."""
    trying = Trying(view, Carried())
    trying.form.take_error(error)
    return trying.page(asked=False, status=409)


def of_carried(view: CaseView, carried: Carried) -> Trying:
    """The page as it was when its author went on to another form."""
    return Trying(view, carried, data={"what": carried.what, "on": carried.day})


def value_of(offer: Offer) -> str:
    """How a form names a step."""
    return f"{offer.what}/{offer.subject}" if offer.subject else offer.what


def _label(offer: Offer) -> str:
    return f"{offer.title} ({offer.what})" if offer.kind != "act" else offer.title


def _keep_form() -> KeepForm:
    return KeepForm(formdata=None)
