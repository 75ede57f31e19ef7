"""Passing what a body held on one case to its successors: one case, one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from casework.domain.dates import FactDate, long_date
from casework.domain.errors import Conflict, RefusedMove
from casework.domain.facts import SEATS, STATED, WITHDRAWN, CaseFacts, RecordVersion
from casework.domain.holdings import CASE, GROUPS
from casework.domain.records import get_kind
from casework.domain.roles import OUTSIDE_ROLES, role_in_words
from casework.domain.successions import Succession
from casework.domain.text import EMPTY, commit
from casework.engine.after_succession import PLACES
from casework.services.sharing import share_draft
from casework.services.succession_lines import (
    Line,
    before_it_passed,
    dates_on_record,
    is_begun_by,
    key_of,
    lines_of,
)
from casework.services.verb import Verb
from casework.store import parties
from casework.store.records import Draft

KIND = "succession"
OWN_TO_A_BODY = ("committee", "addressee", "address", "salutation", "view", "our_response")
"""What is known of the old body and not of the new: it is asked anew."""
DUTIES = {("ccg", "icb"): "s14Z45"}
"""The provision of the successor's duty to involve, where its kind is another."""
DONE, ALREADY = "done", "already"


def pass_on(
    verb: Verb, s: Succession, persons: list[Any], kinds: dict[str, str], confirmed_by: str
) -> str:
    """Pass everything that the bodies hold on the case, or refuse it whole; says which of `done`
    and `already` it was.

    ``kinds`` are the kinds of the organisations. Raises Conflict before the day in force, and
    RefusedMove with every line that has no successor or that contradicts the date.
    """
    if s.on > verb.tx.today:
        raise Conflict(
            f"This succession takes effect on {long_date(s.on)}, and is only planned.",
            "Carry it out on that day or later.",
        )
    done = [r for b in s.predecessors if (r := verb.facts.find(f"{KIND}/{key_of(s, b)}"))]
    done = [r for r in done if r.state == STATED]
    if done and all(is_as_stated(verb.tx.row.reference, r.payload, s) for r in done):
        return ALREADY
    facts = verb.facts
    for record in done:
        facts = before_it_passed(facts, record)
    row, d = verb.tx.row, verb.definition
    dates = dates_on_record(verb.tx.connection, d, row, facts, kinds)
    lines = lines_of(s, d, row, facts, persons, dates)
    check_lines(facts, s, lines, lambda key: _name_of(verb, key))
    undone = [d for record in done for d in _begun(verb.facts, record)]
    drafts = drafts_of(s, facts, lines, kinds, confirmed_by, verb.tx.today)
    verb.write(*_once_each(drafts, undone))
    _move_the_case(verb, lines)
    verb.details.update(succession=s.key, version=s.version, lines=len(lines))
    return DONE


def _name_of(verb: Verb, key: str) -> str:
    return parties.names_of_organisations(verb.tx.connection, {key}).get(key, key)


def check_lines(
    facts: CaseFacts, s: Succession, lines: tuple[Line, ...], name: Callable[[str], str] = str
) -> None:
    """Raise RefusedMove naming what has no successor, and what began after the date in force.

    ``name`` gives the name of a body. What people wrote is not in the words of a refusal: they are
    kept with the succession.
    """
    open_lines = [line for line in lines if line.to is None and not line.holding.follows]
    if open_lines:
        groups = dict.fromkeys(GROUPS[line.holding.group].lower() for line in open_lines)
        raise RefusedMove(
            f"No successor is chosen for {len(open_lines)} of {len(lines)} lines, among "
            f"{', '.join(groups)}. Nothing was passed.",
            remedy="Choose a successor for each line, then confirm it.",
        )
    late = [r for line in lines if (r := begins_too_late(facts, line, s)) is not None]
    if late:
        named = "; ".join(_begins(r, name) for r in late[:5])
        more = f"; and {len(late) - 5} more" if len(late) > 5 else ""
        raise RefusedMove(
            f"The date in force, {long_date(s.on)}, is not after the day on which this is recorded "
            f"as beginning: {named}{more}. Nothing was passed.",
            remedy="Correct the date of the succession, or the record, which the lines of the case "
            "link to.",
        )


def _begins(record: RecordVersion, name: Callable[[str], str]) -> str:
    p = record.payload
    what = f"role of {role_in_words(p.role)}" if record.kind == "role" else PLACES[record.kind]
    body = f" of {name(p.organisation)}" if record.kind == "role" and p.organisation else ""
    whose = body if record.kind == "role" else f" ({name(p.organisation)})"
    return f"{what}{whose}, {p.since.plain()}"


def begins_too_late(facts: CaseFacts, line: Line, s: Succession) -> RecordVersion | None:
    """The place or role of a line, if it would end by the succession before it began.

    A role inside that goes on with its person is never among them: one that begins after the date
    in force is the successor's from its own beginning.
    """
    record = facts.find(line.holding.what)
    if record is None or record.kind not in SEATS or _goes_on(record, line):
        return None
    since = record.payload.since
    return record if since is not None and since.on_or_after(s.on) is True else None


def _goes_on(record: RecordVersion, line: Line) -> bool:
    """True of a role inside, which goes on with the person who goes to a successor."""
    inside = record.kind == "role" and record.payload.role not in OUTSIDE_ROLES
    return inside and bool(line.to and line.to[0])


def is_as_stated(case: str, payload: Any, s: Succession) -> bool:
    """True if the case already has what the succession says now: ``payload`` is its record's."""
    p = payload
    if (p.sort, p.on.earliest, set(p.successors)) != (s.sort, s.on, set(s.successors)):
        return False
    passed: dict[str, set[str]] = {}
    for row in p.passed:
        passed.setdefault(row["what"], set()).add(row["to"])
    chosen = ((what, s.choices.get(f"{case}|{what}")) for what in passed)
    return all(to is None or set(to) == passed[what] for what, to in chosen)


def _begun(facts: CaseFacts, done: RecordVersion) -> Iterator[Draft]:
    """Withdraw what an earlier version of the succession began; the new one begins its own."""
    for record in facts.records:
        if is_begun_by(record, done):
            yield Draft(record.kind, record.key, record.payload, WITHDRAWN, record.effective_on,
                        source=commit("The succession was corrected."))  # fmt: skip


def drafts_of(
    s: Succession, facts: CaseFacts, lines: tuple[Line, ...], kinds: dict[str, str],
    confirmed_by: str, today: Any,
) -> list[Draft]:
    """What is written on a case where everything has a successor: first the succession of each
    body, then places, roles and shares that end and begin."""
    found: list[Draft] = []
    for body in s.predecessors:
        own = [line for line in lines if line.body == body]
        if not own:
            continue
        reference = f"{KIND}/{key_of(s, body)}"
        found.append(_succession(s, facts, body, own, confirmed_by))
        for line in own:
            record = facts.find(line.holding.what)
            if record is not None and record.kind in _PASSES:
                found += _PASSES[record.kind](s, facts, record, line, kinds, reference)
            elif record is not None and record.kind == "share":
                found += _share(facts, record, line, today, reference)
    return found


def _ended(s: Succession, record: RecordVersion) -> Draft:
    last = FactDate.on(s.on - timedelta(days=1))
    payload = replace(record.payload, until=last)
    return Draft(record.kind, record.key, payload, effective_on=last, cites=record.cites,
                 assumed=record.assumed)  # fmt: skip


def _place(
    s: Succession, facts: CaseFacts, record: RecordVersion, line: Line, kinds: dict[str, str],
    reference: str,
) -> Iterator[Draft]:
    """A place as a party ends, and begins for each successor that does not have it already."""
    yield _ended(s, record)
    held = {r.payload.organisation for r in facts.current(record.kind)
            if r.payload.until is None and not is_withdrawn_place(r, s)}  # fmt: skip
    for to in line.to or ():
        if to in held:
            continue
        begins = FactDate.on(s.on)
        blank = {n: EMPTY for n in OWN_TO_A_BODY if hasattr(record.payload, n)}
        payload = replace(record.payload, organisation=to, since=begins, until=None, **blank)
        if hasattr(payload, "duty"):
            payload = replace(payload, duty=_duty(payload.duty, kinds, record, to))
        known = facts.find(f"{record.kind}/{to}")
        key = to if known is None or known.state != STATED else f"{to}:{s.key}"
        yield Draft(record.kind, key, payload, effective_on=begins, cites=(reference,),
                    assumed=record.assumed)  # fmt: skip


def is_withdrawn_place(record: RecordVersion, s: Succession) -> bool:
    """True of a place that is held by a body that ceases."""
    return record.payload.organisation in s.predecessors


def _duty(duty: str, kinds: dict[str, str], record: RecordVersion, to: str) -> str:
    """The successor's own provision: the same for the same kind of body, else not recorded."""
    old, new = kinds.get(record.payload.organisation, ""), kinds.get(to, "")
    return duty if old == new else DUTIES.get((old, new), "")


def _role(
    s: Succession, facts: CaseFacts, record: RecordVersion, line: Line, kinds: dict[str, str],
    reference: str,
) -> Iterator[Draft]:
    """A role ends; one from outside begins anew for the new body, one inside goes on with the
    person who goes to a successor."""
    p = record.payload
    to = (line.to or ("",))[0]
    if _goes_on(record, line):
        return
    yield _ended(s, record)
    if to:
        begins = FactDate.on(s.on)
        payload = replace(p, organisation=to, since=begins, until=None)
        yield Draft("role", f"{p.person}:{p.role}:{to}", payload, effective_on=begins,
                    cites=(reference,), assumed=record.assumed)  # fmt: skip


def _share(
    facts: CaseFacts, record: RecordVersion, line: Line, today: Any, reference: str
) -> Iterator[Draft]:
    """A share ends for the old body on the day it is passed, and begins for its successors."""
    p = record.payload
    yield Draft("share", record.key, replace(p, withdrawn_on=FactDate.on(today)),
                cites=record.cites)  # fmt: skip
    for to in line.to or ():
        yield replace(share_draft(facts, p.shared, to, today), cites=(reference,))


_PASSES: dict[str, Callable[..., Iterator[Draft]]] = {
    "role": _role, "responsible_body": _place, "affected_authority": _place,
    "healthwatch": _place,
}  # fmt: skip


def _succession(
    s: Succession, facts: CaseFacts, body: str, lines: list[Line], confirmed_by: str
) -> Draft:
    rows = tuple(
        {"what": line.holding.what, "to": to}
        for line in lines for to in (line.to or ("",))
    )  # fmt: skip
    payload = get_kind(KIND).payload(
        predecessor=body, successors=s.successors, sort=s.sort, on=FactDate.on(s.on),
        instrument=commit(s.instrument), plan=s.key, plan_version=s.version,
        confirmed_by=confirmed_by, passed=rows, vacant=_vacant(facts, lines),
    )  # fmt: skip
    return Draft(KIND, key_of(s, body), payload, effective_on=FactDate.on(s.on))


def _vacant(facts: CaseFacts, lines: list[Line]) -> tuple[str, ...]:
    """Roles whose holder's role ends without a successor."""
    ended = (facts.find(line.holding.what) for line in lines
             if line.holding.group == "role" and not line.to)  # fmt: skip
    return tuple(sorted({r.payload.role for r in ended if r is not None}))


def _once_each(drafts: list[Draft], undone: list[Draft]) -> list[Draft]:
    """One draft of each record: two bodies that pass the same place begin it once, and what is
    begun again is not withdrawn."""
    written = {(d.kind, d.key): d for d in drafts}
    return [*written.values(), *(d for d in undone if (d.kind, d.key) not in written)]


def _move_the_case(verb: Verb, lines: tuple[Line, ...]) -> None:
    for line in lines:
        if line.holding.what == CASE and line.to:
            verb.tx.changes["organisation"] = line.to[0]
            verb.details["organisation"] = line.to[0]
