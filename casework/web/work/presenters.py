"""Work in words: whose law, how urgent, and the link to where each thing is met."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework.domain.dates import long_date
from casework.domain.forces import PLAIN_FORCE
from casework.domain.roles import role_in_words, role_title
from casework.domain.viewer import Viewer
from casework.services.covering_reading import CoverOnCase
from casework.services.work import LETTER, CaseTodos, FirstPage, Todo, Work
from casework.web.cases.addresses import address_of
from casework.web.cases.next_dates import NextDateLine, next_date_line
from casework.web.cases.words import in_words

STATE_WORDS = {
    "unmet": ("Not met", "red"),
    "not recorded": ("Not recorded", "orange"),
    "to be checked": ("To be checked by a second person", "yellow"),
    "to be signed off": ("To be signed off", "blue"),
    "to be re-confirmed": ("To be confirmed again", "yellow"),
    "to be answered": ("Question to answer", "pink"),
    "open": ("Asked of you", "blue"),
    "returned": ("Sent back to you", "orange"),
    "sent": ("Answered", "yellow"),
    "ready": ("Ready", "green"),
    "to be approved": ("To be approved", "blue"),
    "asked by a hold": ("To be recorded", "blue"),
    "to be assigned": ("Nobody has it", "orange"),
    "vacant": ("Vacant", "red"),
    "to be confirmed anew": ("To be confirmed anew", "yellow"),
}
PLACES = {
    "request": ("requests.answer", "key"),
    "answer": ("requests.show", "key"),
    "move": ("moves.show", "what"),
    "handover": ("case_people.show_handover", "handover"),
    "document": ("documents.document", "key"),
}
BEFORE = {
    "move": "Ready to move on: ", "document": "Approve: ",
    "answer": "Accept or return: ",
}  # fmt: skip
MANAGING_ROLES = ("PM", "SRO", "AO", "ENG", "GOV")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to do, as the page says it."""

    what: str
    address: str
    reason: str
    tag: str
    colour: str
    law: str
    about: str
    due: str
    gate: str
    case: str
    roles: str


@dataclass(frozen=True, slots=True)
class CaseBlock:
    """The lines of one case."""

    reference: str
    title: str
    stage: str
    address: str
    replayed: bool
    next_date: NextDateLine
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of my work, with its cases."""

    id: str
    title: str
    intro: str
    count: int
    blocks: tuple[CaseBlock, ...]


@dataclass(frozen=True, slots=True)
class CoverLine:
    """One cover in words: who for whom, in which roles, on which days, on which case."""

    who: str
    roles: str
    days: str
    case: str
    address: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A job of a role, with the page on which it is done."""

    text: str
    endpoint: str
    hint: str

    @property
    def address(self) -> str:
        return address_of(self.endpoint)


@dataclass(frozen=True, slots=True)
class Launch:
    """A case on which a manager may ask whether it can go on by a date."""

    reference: str
    title: str
    stage: str
    blockers: str
    replayed: bool
    address: str
    case_address: str
    letters_address: str


def sections_of(work: Work, viewer: Viewer, today: date) -> tuple[Section, ...]:
    """The parts of my work that are not empty."""
    parts = (
        ("covering", "Waiting for you as cover",
         "You can do these in the place of somebody who is away. Both your names are kept with "
         "what you do.", work.covering),
        ("asked", "Asked of you", "Somebody asked you for these by name, or somebody for whom you "
         "cover.", work.asked),
        ("answered", "Answered: accept or return",
         "What was asked for has been sent. Accept it, or return it and say what is missing.",
         work.answered),
        ("ready", "Ready to move on", "Nothing recorded bars these moves.", work.ready),
        ("approve", "Documents to approve", "These drafts have no gaps.", work.approve),
        ("held", "Call-ins, referrals, pauses and claims",
         "A hold on the case, a withdrawal or a restart asks for these to be put on record.",
         work.held),
        ("succeeded", "After a body was succeeded",
         "A body of these cases ceased. What is vacant or was settled with it is yours to settle.",
         work.succeeded),
        ("questions", "Questions to answer",
         "What is recorded raises these. They bar nothing, but a case moves on only once somebody "
         "has answered them. The answer is published.", work.questions),
        ("only", "Only you can do these",
         "Nobody else on the case holds the role. The most urgent case comes first.", work.only),
        ("shared", "You or others can do these",
         "Other people on the case hold a role that can do these too.", work.shared),
    )  # fmt: skip
    return tuple(
        Section(id_, title, intro, sum(len(c.todos) for c in cases),
                tuple(_block(c, viewer, today) for c in cases))
        for id_, title, intro, cases in parts
        if cases
    )  # fmt: skip


def urgent_lines(work: Work, viewer: Viewer, today: date) -> list[Line]:
    """Every line in one list, in the order of the parts of my work."""
    return [
        line_of(case, todo, viewer, today)
        for part in (
            work.asked, work.answered, work.ready, work.approve, work.held, work.succeeded,
            work.only, work.covering, work.shared, work.questions,
        )
        for case in part
        for todo in case.todos
    ]


def cover_lines(work: Work) -> tuple[CoverLine, ...]:
    """For whom the viewer covers, and who covers for them, case by case."""
    return tuple(
        CoverLine(
            f"You {_when('cover', cover)} for {cover.covered}" if cover.is_theirs
            else f"{cover.covering} {_when('covers', cover)} for you",
            in_words(role_in_words(role) for role in cover.roles),
            f"from {long_date(cover.since)} to {long_date(cover.until)}",
            f"{cover.reference} {cover.title}",
            address_of("case_people.show", reference=cover.reference, _anchor="covers"),
        )
        for cover in work.covers
    )  # fmt: skip


def _when(verb: str, cover: CoverOnCase) -> str:
    return verb if cover.is_in_force else "will cover"


def launch_offers(page: FirstPage) -> list[Launch]:
    """The cases on which the viewer manages, each with its dry run; live cases first."""
    managed = [c for c in page.cases if set(c.roles) & set(MANAGING_ROLES)]
    return [
        Launch(
            c.reference, c.title, c.stage_title, blockers_in_words(c.blockers), c.replayed,
            address_of("moves.dry_run", reference=c.reference)
            or address_of("moves.choose", reference=c.reference),
            address_of("cases.show", reference=c.reference),
            address_of("documents.show", reference=c.reference, _anchor=LETTER)
            if c.writes_to_councils else "",
        )
        for c in sorted(managed, key=lambda c: c.replayed)
    ]  # fmt: skip


def blockers_in_words(count: int) -> str:
    """`4 checks block the next step`."""
    if not count:
        return "Nothing recorded blocks the next step"
    return "1 check blocks the next step" if count == 1 else f"{count} checks block the next step"


def _block(case: CaseTodos, viewer: Viewer, today: date) -> CaseBlock:
    endpoint = "outside.show_case" if viewer.outside else "cases.show"
    next_date = NextDateLine() if viewer.outside else next_date_line(
        case.reference, case.next_date, case.next_date_label, case.next_date_mark,
        case.replayed_to,
    )  # fmt: skip
    return CaseBlock(
        case.reference, case.title, case.stage_title, address_of(endpoint,
                                                                 reference=case.reference),
        case.replayed, next_date,
        tuple(line_of(case, todo, viewer, today) for todo in case.todos),
    )  # fmt: skip


def line_of(case: CaseTodos, todo: Todo, viewer: Viewer, today: date) -> Line:
    """One thing to do in words, with its address."""
    tag, colour = STATE_WORDS.get(todo.state, (todo.state.capitalize(), "grey"))
    law = ""
    if todo.of == "check":
        law = todo.law_note.rstrip(".") or PLAIN_FORCE.get(todo.force, todo.force)
    if todo.law:
        law = f"{law}: {'; '.join(todo.law)}"
    return Line(
        what=f"{BEFORE.get(todo.of, '')}{todo.asks}",
        address=_where_met(case, todo, viewer),
        reason=todo.reason,
        tag=tag,
        colour=colour,
        law=law,
        about=todo.subject or todo.gate_title,
        due=due_in_words(todo.due_on, today),
        gate=f"{todo.gate} {todo.gate_title}".strip() if todo.subject else todo.gate,
        case=f"{case.reference} {case.title}",
        roles=", ".join(role_title(role) for role in todo.roles),
    )


def _where_met(case: CaseTodos, todo: Todo, viewer: Viewer) -> str:
    if todo.of == "hold":
        return address_of("moves.show_holds", reference=case.reference)
    if todo.of == "notice":
        return address_of("moves.show_notices", reference=case.reference)
    if todo.of == "succession":
        return address_of("successions.of_case", reference=case.reference)
    if todo.of in PLACES:
        endpoint, name = PLACES[todo.of]
        return address_of(endpoint, reference=case.reference, **{name: todo.key})
    if viewer.outside:
        return address_of("outside.show_case", reference=case.reference)
    return address_of("gates.show", reference=case.reference, gate=todo.gate)


def due_in_words(due_on: date | None, today: date) -> str:
    """`Due on 5 December 2026`, saying so when that day has passed."""
    if due_on is None:
        return ""
    if due_on < today:
        return f"Overdue since {long_date(due_on)}"
    return "Due today" if due_on == today else f"Due on {long_date(due_on)}"
