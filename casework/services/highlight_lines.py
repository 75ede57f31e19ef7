"""What a highlight report says, in words: the page and the Word document print the same lines.

One page has room for the most important few of each part. What is left out is counted, and the
sentence that counts it says where it can be read. People stand there by role, since the report is
handed round.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import shorten
from typing import Generic, TypeVar

from casework.domain.case_dates import CaseDate, case_dates
from casework.domain.case_dates.next_date import is_waited_for, mark_of
from casework.domain.dates import london_date
from casework.domain.facts import ABSENT, WITHDRAWN, CaseFacts, RecordVersion
from casework.domain.forces import Force
from casework.domain.hold_names import hold_title
from casework.domain.own_words import TOLD_APART, own_words
from casework.domain.permissions import is_privileged
from casework.domain.records import get_kind
from casework.domain.records.fields import FieldType
from casework.domain.roles import role_title
from casework.domain.succession_bars import OUR_READING
from casework.domain.turn_notices import not_told
from casework.engine.agenda import checks_before_the_next_step
from casework.engine.results import CriterionResult, Judgement, LeftOpen
from casework.engine.vocabulary import PER_RECORD
from casework.services.case_documents.printing import Source
from casework.services.case_documents.questions import judged_results, questions
from casework.services.case_documents.set_aside import set_aside
from casework.services.dates import Judged, terms_of
from casework.services.highlights import open_issues, recorded_since, report_before, report_of
from casework.services.keeping_words import keeping_in_short
from casework.services.record_titles import title_of_record
from casework.store.names import Names

MOST_BLOCKERS, MOST_DATES, MOST_MATTERS, MOST_CHANGES = 5, 4, 3, 4
LONGEST = 110
"""Of one text of a line, in characters: a page has room for two lines of it."""
LONGEST_WORDS = 300
ROUTINE = frozenset({"attestation", "second_check", "document", "share", "stage_move", "request"})
"""What the people of the case see under other heads, and no news to who reads one page."""
_BY_FORCE = {force: rank for rank, force in enumerate(Force)}
LineT = TypeVar("LineT")


@dataclass(frozen=True, slots=True)
class Part(Generic[LineT]):
    """The most important lines of one part, and a sentence on those left out, empty if none."""

    lines: tuple[LineT, ...]
    left_out: str


@dataclass(frozen=True, slots=True)
class Blocked:
    """A check that is not met, or a matter that a succession left open: what it asks, why, and
    whose move it is, by role. ``result`` is that of the check; None for a matter."""

    asks: str
    reason: str
    whose: str
    result: CriterionResult | None = None


@dataclass(frozen=True, slots=True)
class Ahead:
    """A day that lies ahead, what it is, and its mark on the page of dates."""

    what: str
    on: date
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """An open issue or a risk, with whoever answers for it, and until when or how great it is."""

    kind: str
    what: str
    owner: str
    more: str


@dataclass(frozen=True, slots=True)
class Changed:
    """What was recorded since the last report, and on which day."""

    what: str
    on: date
    record: RecordVersion


@dataclass(frozen=True, slots=True)
class ReportLines:
    """Everything that a report says of a case on a day."""

    stage: str
    status: str
    holds: tuple[str, ...]
    responsible: str
    summary: str
    words: str
    besides: str
    keeping: str
    blockers: Part[Blocked]
    dates: Part[Ahead]
    matters: Part[Matter]
    changes: Part[Changed]
    since: str


def report_lines(case: Judged, judgements: Sequence[Judgement], day: date) -> ReportLines:
    """What the report of a day says; ``judgements`` are those of the next steps."""
    made, before = report_of(case.facts, day), report_before(case.facts, day)
    particulars = case.facts.single("particulars")
    return ReportLines(
        stage=case.definition.stage(case.facts.stage).title,
        status=blocked_sentence(case, judgements),
        holds=_holds(case),
        responsible=_responsible(case.judged),
        summary=_short(str(particulars.payload.summary), LONGEST_WORDS) if particulars else "",
        words=str(made.payload.words) if made and made.payload.words else "",
        besides=_besides(case),
        keeping=keeping_in_short(case.facts),
        blockers=_part(_blocked(case, judgements), MOST_BLOCKERS, "point",
                       "on the page of the case"),
        dates=_part(_ahead(case), MOST_DATES, "date", "on the page of its dates"),
        matters=_part(_matters(case.facts), MOST_MATTERS, "of them", "among its records",
                      plural="of them"),
        changes=_part(_changes(case, before), MOST_CHANGES, "change", "in its history"),
        since="No report was made before this one, so everything is new." if before is None else
        f"Since the report of {before.payload.made_on.plain()}.",
    )  # fmt: skip


def _part(
    found: Iterable[LineT], most: int, noun: str, where: str, plural: str = ""
) -> Part[LineT]:
    lines = tuple(found)
    hidden = len(lines) - most
    said = f"And {_counted(hidden, noun, plural)} more, {where}." if hidden > 0 else ""
    return Part(lines[:most], said)


def _short(text: str, longest: int = LONGEST) -> str:
    return shorten(text, longest, placeholder=" …")


def _counted(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def blocked_sentence(case: Judged, judgements: Sequence[Judgement]) -> str:
    """One sentence that says whether the next step is free."""
    if case.definition.stage(case.facts.stage).final:
        left = len(list(not_told(case.facts)))
        return f"The case has ended. {_counted(left, 'notice')} of it not recorded." if left else (
            "The case has ended; nothing is asked of anybody."
        )
    checks = [(r.criterion.ref, r.subject, (j.move,)) for j in judgements for r in j.blockers]
    before = checks_before_the_next_step(case.definition, case.facts.stage, checks)
    only_acts = len({check[:2] for check in checks}) - before
    questions = {(r.criterion.ref, r.subject) for j in judgements for r in j.flags}
    holds = {f.record for j in judgements for f in j.freezes}
    other = {reason for j in judgements for reason in j.conditions}
    parts = []
    if before:
        parts.append(f"{_counted(before, 'check')} not met")
    if questions:
        parts.append(f"{_counted(len(questions), 'question')} to answer")
    if holds:
        parts.append(_counted(len(holds), "hold"))
    matters = {each.reference for j in judgements for each in j.left_open}
    if matters:
        parts.append(f"{_counted(len(matters), 'matter')} left open by a succession of bodies")
    parts += sorted(case.names.fill(reason).rstrip(".") for reason in other)
    acts = f" Before an act of this stage: {_counted(only_acts, 'more check', 'more checks')} " \
        "not met." if only_acts else ""  # fmt: skip
    if not parts:
        return f"Nothing blocks the next step.{acts}"
    return f"Before the next step: {'; '.join(parts)}.{acts}"


def _holds(case: Judged) -> tuple[str, ...]:
    """The open holds, each with its first day."""
    found = []
    for record in case.facts.open_holds():
        kind, started = case.definition.find_hold(record.payload.hold), record.payload.started_on
        title = kind.title if kind else hold_title(record.payload.hold)
        since = started.plain() if started is not None else "a date that is not recorded"
        found.append(f"{title}, since {since}")
    return tuple(found)


def _responsible(facts: CaseFacts) -> str:
    """The role in which somebody answers for the case: the senior responsible owner, else the
    accountable officer; empty where neither is named."""
    return next((role_title(role) for role in ("SRO", "AO") if facts.holders_of(role)), "")


def _besides(case: Judged) -> str:
    """How many checks were set aside and how many questions raised, of which one page can say no
    more; empty where there are none."""
    source = Source(case.facts, case.judged, case.definition, case.names, {}, {})
    aside, raised = len(set_aside(source)), len(questions(source, judged_results(source)))
    said = [f"Checks set aside: {aside}."] if aside else []
    said += [f"Questions that checks raised: {raised}."] if raised else []
    return " ".join([*said, "Every other document lists them."]
                    if said else [])  # fmt: skip


def _blocked(case: Judged, judgements: Sequence[Judgement]) -> list[Blocked]:
    """What successions left open, then every unmet check before the next steps, once each: what
    has the greatest force first."""
    found: dict[tuple[str, str], CriterionResult] = {}
    matters: dict[str, LeftOpen] = {}
    for judgement in judgements:
        matters |= {each.reference: each for each in judgement.left_open}
        for result in judgement.blockers:
            found.setdefault((result.criterion.ref, result.subject), result)
    ranked = sorted(found.values(), key=lambda r: _BY_FORCE.get(Force(r.criterion.force), 9))
    return [*(_left_open(case, each) for each in matters.values()),
            *(_blocked_line(case, result) for result in ranked)]  # fmt: skip


def _left_open(case: Judged, each: LeftOpen) -> Blocked:
    return Blocked(
        asks=f"{case.names.fill(each.reason)}.", reason=f"{OUR_READING}.",
        whose=", ".join(role_title(role) for role in each.roles),
    )  # fmt: skip


def _blocked_line(case: Judged, result: CriterionResult) -> Blocked:
    about = _about(case, result.subject)
    return Blocked(
        asks=_short(result.criterion.asks) + (f" ({about})" if about else ""),
        reason=_short(case.names.fill(result.reason)),
        whose=", ".join(role_title(role) for role in result.roles),
        result=result,
    )


def _about(case: Judged, subject: str) -> str:
    """The body or record of which a check is asked, in words; empty where it is the case."""
    if not subject or subject in case.names.organisations:
        return case.names.organisation(subject) if subject else ""
    found = (case.facts.find(f"{kind}/{subject}") for kind in PER_RECORD)
    record = next((r for r in found if r is not None), None)
    if record is None:
        return "a record not shown here"
    return _short(named(record, case.facts, case.names))


def _ahead(case: Judged) -> list[Ahead]:
    """The days ahead that people wait for or that a rule makes, each once."""
    ahead: dict[tuple[date, str], str] = {}
    for each in case_dates(case.facts, terms_of(case, ())):
        if each.on is not None and each.on >= case.judged.as_at and is_waited_for(each):
            ahead.setdefault((each.on, _what(case, each)), mark_of(each))
    return [Ahead(what, on, mark) for (on, what), mark in sorted(ahead.items())]


def _what(case: Judged, found: CaseDate) -> str:
    name = case.names.organisation(found.body) if found.body else ""
    return f"{found.what}, {name}" if name else found.what


def _matters(facts: CaseFacts) -> list[Matter]:
    """Open issues first: they have happened. Risks have no order of their own but that in which
    they were recorded."""
    issues = [
        Matter("Issue", _short(str(r.payload.issue)), str(r.payload.owner),
               f"To be settled by {r.payload.due_on.plain()}" if r.payload.due_on else "")
        for r in open_issues(facts)
    ]  # fmt: skip
    risks = [
        Matter("Risk", _short(str(r.payload.risk)), str(r.payload.owner), str(r.payload.rating))
        for r in facts.current("risk")
    ]
    return [*issues, *risks]


def _changes(case: Judged, before: RecordVersion | None) -> list[Changed]:
    """What is news, newest first."""
    return [
        Changed(_short(_changed(r, case)), london_date(r.recorded_at), r)
        for r in recorded_since(case.facts, before)
        if r.kind not in ROUTINE
        and not (_is_kept_in(r.payload) or is_privileged(case.facts, r))
    ]  # fmt: skip


def _changed(record: RecordVersion, case: Judged) -> str:
    act = case.definition.find_act(getattr(record.payload, "act", ""))
    words = f"Done: {act.title}" if act else named(record, case.facts, case.names)
    if record.state == WITHDRAWN:
        return f"{words} (withdrawn)"
    if record.state == ABSENT:
        return f"{words} (recorded that there is none)"
    return words


def named(record: RecordVersion, facts: CaseFacts, names: Names) -> str:
    """A record in words and never by a code: by its purpose and body, by its own words, by the
    record that it is about, else by its kind and date."""
    kind = get_kind(record.kind)
    by_body = record.subject in names.organisations or bool(kind.purpose and record.purpose)
    if record.payload is None or by_body or record.kind in ("evidence", "document", "role"):
        return title_of_record(record, names)
    words = _says(record, facts, names)
    return f"{kind.title}: {words}" if words else kind.title


def _says(record: RecordVersion, facts: CaseFacts, names: Names) -> str:
    kind = get_kind(record.kind)
    wanted = {spec.type: name for name, spec in reversed(kind.specs.items()) if spec.required}
    if FieldType.TEXT in wanted or record.kind in TOLD_APART:
        return own_words(record)
    if FieldType.RECORD in wanted:
        other = facts.find(getattr(record.payload, wanted[FieldType.RECORD]).partition("@")[0])
        return named(other, facts, names) if other is not None else "a record not shown here"
    if FieldType.CHOICE in wanted:
        value = getattr(record.payload, wanted[FieldType.CHOICE])
        return kind.specs[wanted[FieldType.CHOICE]].choices.get(value, "")
    return record.effective_on.plain() if record.effective_on is not None else ""


def _is_kept_in(payload: object) -> bool:
    """A paper of which a report that is handed round says nothing, not even its title."""
    kept_in = getattr(payload, "classification", "public") != "public"
    return kept_in or bool(getattr(payload, "sealed", False))
