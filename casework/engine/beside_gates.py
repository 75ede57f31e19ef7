"""What a case waits for that no gate asks: what holds and successions leave open, requests and
their answers, and work that nobody took over."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.hold_standing import wanted_by_holds
from casework.domain.permissions import PEOPLE_KEEPERS
from casework.domain.roles import OUTSIDE_ROLES
from casework.domain.second_person import RECORDERS
from casework.domain.turn_notices import TURNS, not_told
from casework.engine.after_succession import outstanding
from casework.engine.answered_for import is_open
from casework.engine.definition import Definition
from casework.engine.left_open import GOVERNANCE
from casework.engine.required_action import (
    HELD,
    OF_THE_ROLE,
    TO_ASSIGN,
    RequiredAction,
    holders,
)
from casework.engine.results import Judgement


def beside_the_gates(
    d: Definition, facts: CaseFacts, actions: Iterable[RequiredAction],
    judgements: Iterable[Judgement] = (),
) -> list[RequiredAction]:
    """What waits beside the ``actions`` that gates, moves and drafts ask for; ``judgements`` are
    those of the next moves and acts."""
    of_roles = {name for action in actions if (name := action.work_of_the_role)}
    return [
        *_after_successions(d, facts, judgements),
        *_requests(facts),
        *_asked_by_holds(d, facts),
        *_not_told(facts),
        *_left_to_nobody(facts, of_roles),
    ]


def _asked_by_holds(d: Definition, facts: CaseFacts) -> list[RequiredAction]:
    """What holds ask to be put on record, until the case has ended."""
    if d.stage(facts.stage).final:
        return []
    found = []
    for wanted in wanted_by_holds(facts):
        kind = d.find_hold(wanted.hold.payload.hold)
        roles = kind.by if kind else RECORDERS
        title = kind.title if kind else wanted.hold.payload.hold
        found.append(
            RequiredAction(
                (), "", wanted.hold.reference, "", HELD, "LOCAL",
                f"{title}. Not recorded: {wanted.what}.", roles, holders(facts, roles),
                wanted.due_on,
            )
        )  # fmt: skip
    return found


def _not_told(facts: CaseFacts) -> list[RequiredAction]:
    """Notices of a withdrawal or restart that are not on record, also after a case has ended."""
    return [
        RequiredAction(
            (), "", f"{wanted.kind}/case", "", HELD, "LOCAL",
            f"{TURNS[wanted.turn]}. Not recorded: the {wanted.what}.", RECORDERS,
            holders(facts, RECORDERS),
        )
        for wanted in not_told(facts)
    ]  # fmt: skip


def _after_successions(
    d: Definition, facts: CaseFacts, judgements: Iterable[Judgement]
) -> list[RequiredAction]:
    """Vacancies and re-confirmations after a body was succeeded: governance's, until the end, with
    the next moves and acts that wait for each."""
    if d.stage(facts.stage).final:
        return []
    waiting: dict[str, list[str]] = {}
    for judgement in judgements:
        for bar in judgement.left_open:
            waiting.setdefault(bar.reference, []).append(judgement.move)
    return [
        RequiredAction(
            tuple(waiting.get(each.reference, ())), "", f"succession/{each.about}",
            each.succession.payload.predecessor, each.state, "LOCAL", f"{each.reason}.",
            GOVERNANCE, holders(facts, GOVERNANCE),
        )
        for each in outstanding(facts)
    ]  # fmt: skip


def _requests(facts: CaseFacts) -> list[RequiredAction]:
    """Requests that wait for an answer, and answers that wait to be accepted or returned."""
    found = []
    for record in facts.current("request"):
        if record.payload.state in ("open", "returned"):
            found.append(_request_action(
                record, "Asked of a named person.", with_covers(facts, record.payload.to)
            ))
        elif record.payload.state == "sent":
            found.append(_request_action(record, "Answered.", _settlers(facts, record)))
    return found


def _left_to_nobody(facts: CaseFacts, of_roles: Collection[str]) -> list[RequiredAction]:
    """Handovers that leave open work to nobody: governance says who takes it on."""
    return [
        RequiredAction(
            (), "", r.reference, "", TO_ASSIGN, "LOCAL",
            f"{len(left)} pieces of work have nobody." if len(left) > 1 else
            "1 piece of work has nobody.", GOVERNANCE, holders(facts, GOVERNANCE),
        )
        for r in facts.current("handover") if (left := left_to_nobody(facts, r, of_roles))
    ]  # fmt: skip


def left_to_nobody(
    facts: CaseFacts, handover: RecordVersion, of_roles: Collection[str]
) -> list[str]:
    """The work of a handover that nobody was named for and that is still open.

    ``of_roles`` is what now waits for the holders of roles. What falls to a role waits for nobody
    once another person holds that role in their own right; a cover that nobody took has ended; a
    request that is no longer asked of, or by, who left is somebody's.
    """
    p = handover.payload
    held_again = any(person != p.person for person in own_holders_of(facts, p.role))
    return [
        row["work"] for row in p.open_work
        if not row["taker"] and _waits(facts, p.person, row["work"], of_roles, held_again)
    ]  # fmt: skip


def _waits(
    facts: CaseFacts, left_by: str, work: str, of_roles: Collection[str], held_again: bool
) -> bool:
    if work.startswith(OF_THE_ROLE):
        return not held_again and work in of_roles
    record = facts.find(work)
    if record is None or record.kind == "cover" or not is_open(record, facts.as_at):
        return False
    return record.kind != "request" or left_by in (record.payload.to, record.payload.asked_by)


def own_holders_of(facts: CaseFacts, role: str) -> list[str]:
    """Who holds a role in their own right now, and not for somebody for whom they cover."""
    return [p for p in facts.holders_of(role) if role in facts.own_roles_of(p)]


def _request_action(
    record: RecordVersion, reason: str, persons: tuple[str, ...]
) -> RequiredAction:
    payload = record.payload
    return RequiredAction(
        (), "", record.reference, "", payload.state, "LOCAL", reason, (), persons,
        payload.due_on.latest if payload.due_on else None,
    )  # fmt: skip


def _settlers(facts: CaseFacts, record: RecordVersion) -> tuple[str, ...]:
    """The asker, while they act on the case; else whoever keeps its people."""
    asker = record.payload.asked_by
    keepers = holders(facts, sorted(PEOPLE_KEEPERS))
    persons = keepers
    if facts.roles_of(asker) - OUTSIDE_ROLES:
        persons = with_covers(facts, asker)
    others = tuple(person for person in persons if person != record.payload.to)
    return others or tuple(person for person in keepers if person != record.payload.to)


def with_covers(facts: CaseFacts, person: str) -> tuple[str, ...]:
    """A person and whoever covers for them on the case now."""
    covering = (r.payload.covering for r, _ in facts.covers if r.payload.covered == person)
    return tuple(dict.fromkeys((person, *covering)))
