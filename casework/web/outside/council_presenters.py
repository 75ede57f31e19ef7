"""A committee's rule for papers and its meetings over all cases, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for

from casework.domain.council_papers import Figure, PapersRule
from casework.domain.dates import long_date
from casework.services.council_rules import CouncilsCase, CouncilsView, RuleVersion, day_of
from casework.web.cases.date_words import distance
from casework.web.outside.meeting_presenters import PaperLine, paper_lines


@dataclass(frozen=True, slots=True)
class Link:
    """A case and where its meetings are kept."""

    reference: str
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class BodyLine:
    """One committee's rule: as it counts now, what comes later, and every version."""

    body: str
    rule: str
    to_come: tuple[str, ...]
    versions: tuple[tuple[str, RuleVersion], ...]
    alone: tuple[Link, ...]
    address: str


@dataclass(frozen=True, slots=True)
class CouncilMeetingLine:
    """One meeting to come, as it stands on ``on`` and not on ``without``."""

    body: str
    when: str
    distance: str
    papers: tuple[PaperLine, ...]
    why_not: str
    on: tuple[Link, ...]
    without: tuple[Link, ...]
    add: str


def body_lines(view: CouncilsView) -> tuple[BodyLine, ...]:
    """Each committee for which the viewer is clerk or chair."""
    return tuple(_body_line(view, body) for body in view.bodies)


def _body_line(view: CouncilsView, body: str) -> BodyLine:
    rule = view.rule(body)
    return BodyLine(
        body=view.bodies[body],
        rule=in_words(rule) if rule else "",
        to_come=tuple(in_words(each) for each in view.to_come(body)),
        versions=tuple((in_words(v.rule), v) for v in view.versions[body]),
        alone=tuple(_link(case) for case in view.cases if _stands_alone(case, body)),
        address=url_for("outside.state_rule", body=body),
    )


def in_words(rule: PapersRule) -> str:
    """A rule in one sentence."""
    draft, final = (Figure(days, rule.counted, "").in_words for days in (rule.draft, rule.final))
    return (f"For meetings from {long_date(rule.valid_from)}: draft papers {draft} before the "
            f"meeting, final papers {final} before it.")  # fmt: skip


def _stands_alone(case: CouncilsCase, body: str) -> bool:
    """Whether the case has figures of its own, which go before the rule."""
    return any(r.subject == body for r in case.facts.current("paper_deadlines"))


def _link(case: CouncilsCase) -> Link:
    address = url_for("outside.list_meetings", reference=case.reference)
    return Link(case.reference, case.title, address)


Key = tuple[date, str, tuple[PaperLine, ...], str]


def council_meeting_lines(view: CouncilsView) -> tuple[CouncilMeetingLine, ...]:
    """The meetings to come over all cases, each day of a committee once, in the order of days;
    twice where the deadlines for its papers differ between cases."""
    found: dict[Key, list[CouncilsCase]] = {}
    for case in view.cases:
        for body in sorted(case.bodies):
            for day in sorted({d for r in case.meetings_of(body) if (d := day_of(r)) is not None}):
                if day >= view.today:
                    papers, why_not = paper_lines(
                        case.facts, case.own_of(body, day), day, case.holidays
                    )
                    found.setdefault((day, body, papers, why_not), []).append(case)
    ordered = sorted(found.items(), key=lambda each: each[0][:2])
    return tuple(_meeting_line(view, key, cases) for key, cases in ordered)


def _meeting_line(
    view: CouncilsView, key: Key, cases: list[CouncilsCase]
) -> CouncilMeetingLine:
    day, body, papers, why_not = key
    without = tuple(
        _link(case) for case in view.cases
        if body in case.bodies and all(day_of(r) != day for r in case.meetings_of(body))
    )
    parts: dict[str, Any] = {"on-day": day.day, "on-month": day.month, "on-year": day.year}
    return CouncilMeetingLine(
        body=view.bodies[body], when=long_date(day), distance=distance(view.today, day),
        papers=papers, why_not=why_not, on=tuple(_link(case) for case in cases), without=without,
        add=url_for("outside.set_meeting_on_cases", body=body, **parts) if without else "",
    )  # fmt: skip
