"""What somebody leaves open in words, and a handover as a page to print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework.domain.dates import long_date
from casework.domain.facts import RecordVersion
from casework.domain.roles import role_in_words
from casework.engine.beside_gates import own_holders_of
from casework.engine.open_work import OpenWork, left_open, open_work, still_open
from casework.engine.required_action import OF_THE_ROLE
from casework.services.reading import CaseView
from casework.services.record_titles import document_title
from casework.services.work import title_of_move
from casework.web.cases.record_links import title_of
from casework.web.cases.words import about, fact_date_words


@dataclass(frozen=True, slots=True)
class WorkLine:
    """One piece of open work in words; ``of_the_role`` if it falls to whoever holds the role."""

    work: str
    what: str
    sort: str
    due: str
    of_the_role: bool


@dataclass(frozen=True, slots=True)
class HandedLine:
    """One piece of work of a handover: who takes it, and what has become of it since."""

    work: str
    what: str
    sort: str
    due: str
    taker: str
    since: str


@dataclass(frozen=True, slots=True)
class HandoverPage:
    """A handover. ``nobody`` is the work that nobody was named for and that somebody may be."""

    key: str
    version: int
    name: str
    role: str
    until: str
    takes_role: str
    made: str
    lines: tuple[HandedLine, ...]
    nobody: tuple[HandedLine, ...]
    waits_for_holder: bool


def work_left(view: CaseView, person: str, role: str) -> tuple[WorkLine, ...]:
    """What is open for a person in a role, as the page may show it."""
    found = open_work(view.definition, view.judged, view.facts, person, role)
    return tuple(_line(view, work) for work in found)


def _line(view: CaseView, work: OpenWork) -> WorkLine:
    due = long_date(work.due) if work.due else ""
    return WorkLine(work.work, _what(view, work.work), _sort(work.work), due, work.of_the_role)


def _what(view: CaseView, work: str) -> str:
    sort, _, rest = work.partition("/")
    name, _, subject = rest.partition("/")
    if sort == "move":
        return title_of_move(view.definition, rest)
    if sort == "document":
        named = document_title(name)
        return f"{named}: {view.names.organisation(subject)}" if subject else named
    if sort == "check":
        criterion = view.definition.find_criterion(name)
        asks = criterion.asks if criterion else name
        named = about(view, subject, criterion.per if criterion else "")
        return f"{asks} ({named})" if named else asks
    record = view.facts.find(work)
    return _of_record(view, record) if record is not None and record.payload else "Not shown here"


def _of_record(view: CaseView, record: RecordVersion) -> str:
    if record.kind == "request":
        return str(record.payload.what) or title_of(record, view.names)
    if record.kind == "cover":
        return f"Cover for {view.names.person(record.payload.covered)}"
    own = getattr(record.payload, record.kind, None)
    return str(own) if own else title_of(record, view.names)


SORTS = {
    "check": "Check", "move": "Ready to move on", "document": "To be approved",
    "request": "Request", "promise": "Promise", "condition": "Condition of an approval",
    "mitigation": "Mitigation", "risk": "Risk", "information_request": "Information request",
    "issue": "Issue", "meeting": "Meeting", "cover": "Absence cover",
}  # fmt: skip


def _sort(work: str) -> str:
    sort = work.partition("/")[0]
    return SORTS.get(sort, sort)


def handover_page(view: CaseView, record: RecordVersion) -> HandoverPage:
    """A handover as it was made, with what has become of each piece of work since."""
    p = record.payload
    open_now = still_open(view.definition, view.judged, [row["work"] for row in p.open_work])
    lines = tuple(_handed(view, row, open_now, record) for row in p.open_work)
    left = set(left_open(view.definition, view.judged, record))
    nobody = tuple(x for x in lines if x.work in left and not x.work.startswith(OF_THE_ROLE))
    return HandoverPage(
        record.key, record.version, view.names.person(p.person), role_in_words(p.role),
        fact_date_words(p.until), view.names.person(p.takes_role) if p.takes_role else "",
        f"{view.recorded_by(record)}, {long_date(record.judged_on)}", lines, nobody,
        any(work.startswith(OF_THE_ROLE) for work in left),
    )  # fmt: skip


def _handed(
    view: CaseView, row: dict[str, str], open_now: set[str], handover: RecordVersion
) -> HandedLine:
    work, taker = row["work"], row["taker"]
    due = long_date(date.fromisoformat(row["due"])) if row["due"] else ""
    who = view.names.person(taker) if taker else _nobody(view, work, handover)
    return HandedLine(work, _what(view, work), _sort(work), due, who,
                      _since(view, work, open_now, handover))  # fmt: skip


def _nobody(view: CaseView, work: str, handover: RecordVersion) -> str:
    """Who has what nobody was named for: whoever holds the role since, or nobody."""
    if work.startswith("cover/"):
        return "Nobody: the cover ended"
    if not work.startswith(OF_THE_ROLE):
        return "Nobody yet"
    role = handover.payload.role
    held = own_holders_of(view.judged, role)
    others = [view.names.person(p) for p in held if p != handover.payload.person]
    return ", ".join(others) or f"Nobody yet: no {role_in_words(role)}"


def _since(view: CaseView, work: str, open_now: set[str], handover: RecordVersion) -> str:
    state = "Still open" if work in open_now else "Done or no longer asked"
    record = view.facts.find(work)
    if record is None or record.position <= handover.position:
        return state
    return f"{state}; changed by {view.recorded_by(record)} on {long_date(record.judged_on)}"


def handover_links(view: CaseView) -> tuple[tuple[str, str, bool], ...]:
    """Every handover of the case: its key, its words, and whether work was left to nobody."""
    return tuple(
        (
            r.key, f"{view.names.person(r.payload.person)}, {role_in_words(r.payload.role)} until "
            f"{fact_date_words(r.payload.until)}", bool(left_open(view.definition, view.judged, r)),
        )
        for r in reversed(view.facts.current("handover"))
    )  # fmt: skip
