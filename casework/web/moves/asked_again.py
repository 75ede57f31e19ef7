"""What going back asks for again, in words: for the page before it and the page after it."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.viewer import Viewer
from casework.engine.results import CriterionResult
from casework.engine.returns import Returned, StartsEmpty
from casework.services.reading import CaseView
from casework.web.cases.blockers import anchor_of
from casework.web.cases.next_links import gate_page
from casework.web.cases.record_links import link_to_pin
from casework.web.cases.whose_move import whose_move
from casework.web.cases.words import STATE_TAGS, Tag, about, counted, in_words, role_holders

IN_DOUBT = "put in doubt by the return"
CHANGED = "changed since"


@dataclass(frozen=True, slots=True)
class AskedLine:
    """One check that is asked for again, why, and whose move it is."""

    ref: str
    asks: str
    about: str
    address: str
    tag: Tag
    why: str
    whose: str


@dataclass(frozen=True, slots=True)
class AskedAgain:
    """Everything that is asked for again, and what stays signed."""

    confirm: tuple[AskedLine, ...]
    empty: tuple[AskedLine, ...]
    stays: tuple[AskedLine, ...]
    summary: str


def asked_lines(
    view: CaseView, viewer: Viewer, found: Returned, doubted: frozenset[str]
) -> AskedAgain:
    """The lines of a return; ``doubted`` are the pins that it, or an earlier one, puts in doubt."""
    return AskedAgain(
        confirm=tuple(
            _confirm(view, viewer, r, changed, doubted)
            for r, changed in zip(found.confirm_again, found.changed, strict=True)
        ),
        empty=tuple(_empty(view, e) for e in found.empty),
        stays=tuple(_stays(view, r) for r in found.stays),
        summary=f"{counted(len(found.confirm_again), 'check')} to confirm again, "
        f"{counted(len(found.empty), 'check')} that {_start(len(found.empty))} empty, "
        f"{counted(len(found.stays), 'check')} that {_stay(len(found.stays))} signed.",
    )  # fmt: skip


def _start(count: int) -> str:
    return "starts" if count == 1 else "start"


def _stay(count: int) -> str:
    return "stays" if count == 1 else "stay"


def _confirm(
    view: CaseView, viewer: Viewer, result: CriterionResult, changed: tuple[str, ...],
    doubted: frozenset[str],
) -> AskedLine:
    why = in_words(_why(view, pin, doubted) for pin in changed)
    return _line(view, result, f"It rests on {why}.", whose_move(view, viewer, result).words)


def _why(view: CaseView, pin: str, doubted: frozenset[str]) -> str:
    link = link_to_pin(view, pin)
    detail = f" ({link.detail})" if link.detail else ""
    return f"“{link.text}”{detail}, {IN_DOUBT if pin in doubted else CHANGED}"


def _stays(view: CaseView, result: CriterionResult) -> AskedLine:
    pins = dict.fromkeys(result.relied_on)
    on = in_words(f"“{link_to_pin(view, pin).text}”" for pin in pins)
    return _line(view, result, f"It rests on {on}." if on else "It rests on no record.", "")


def _line(view: CaseView, result: CriterionResult, why: str, whose: str) -> AskedLine:
    c = result.criterion
    return AskedLine(
        c.ref, c.asks, about(view, result.subject, c.per),
        gate_page(view, c.gate, anchor_of(result)), STATE_TAGS[result.state], why, whose,
    )  # fmt: skip


def _empty(view: CaseView, found: StartsEmpty) -> AskedLine:
    c = found.criterion
    place = "-".join(part for part in (c.id, found.subject) if part)
    whose = in_words((role_holders(view, role) for role in found.roles), "and")
    return AskedLine(
        c.ref, c.asks, about(view, found.subject, c.per), gate_page(view, c.gate, place),
        Tag("Starts empty", "grey"), "It is asked in each visit of its stage.", whose,
    )  # fmt: skip
