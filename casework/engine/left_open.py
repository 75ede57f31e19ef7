"""What a succession of bodies left open bars, beside the gates: only ways forward that rest on it.

What is to be confirmed anew bars the moves and acts that ``succession_bars`` names. A vacant post
bars what only that post can do: a move of which no other role may make it, or one before which a
sign-off is unmet that nobody else gives. A vacant place bars moves before which something is asked
of that place and cannot be, as long as nobody has it. Never barred are the way back, the ways out,
the end of a case, the close of a consultation and an act for safety.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casework.domain.conditions import find_condition
from casework.domain.facts import CaseFacts
from casework.domain.roles import OUTSIDE_ROLES, role_in_words
from casework.domain.succession_bars import DECIDING, OUR_DEFAULT, SuccessionBar, bar_of
from casework.engine.after_succession import PLACES, Outstanding, outstanding
from casework.engine.definition import Definition
from casework.engine.results import CriterionResult, LeftOpen
from casework.engine.signatures import counts

NEVER = ("act_on_safety", "close_consultation")
"""Acts that wait for nobody: one for safety, and the close of a consultation as published."""
GOVERNANCE = ("GOV",)
"""Who keeps successions and settles what they left open, and says who takes on what was left to
nobody."""


def left_open_before(
    d: Definition, facts: CaseFacts, move: str, results: Iterable[CriterionResult]
) -> tuple[LeftOpen, ...]:
    """What successions left open that bars a move or act, of which the gates before it came to
    ``results``; each once."""
    if not facts.successions_in_force or not leads_on(d, move):
        return ()
    known = tuple(results)
    found = (_barring(d, facts, move, each, known) for each in outstanding(facts))
    return tuple(dict.fromkeys(bar for bar in found if bar is not None))


def waiting_for(d: Definition, facts: CaseFacts, step: str) -> tuple[str, ...]:
    """The moves and acts of a pathway that wait for a step to be confirmed anew, in its order;
    none where the law does not reach the case."""
    bar = bar_of(step)
    if bar is None or not _applies(bar, facts):
        return ()
    every = (*(a.id for a in d.acts), *(e.id for e in d.edges))
    return tuple(name for name in every if name in bar.bars and leads_on(d, name))


def leads_on(d: Definition, move: str) -> bool:
    """True of a move forward that does not end the case, and of an act that may wait."""
    edge = next((e for e in d.edges if e.id == move), None)
    if edge is None:
        return move not in NEVER
    return edge.kind == "forward" and not d.stage(edge.target).final


def _barring(
    d: Definition, facts: CaseFacts, move: str, each: Outstanding,
    results: tuple[CriterionResult, ...],
) -> LeftOpen | None:
    sort, _, name = each.about.partition("/")
    why = ""
    law: tuple[str, ...] = ()
    if sort == "step":
        bar = bar_of(name)
        if bar is not None and move in bar.bars and _applies(bar, facts):
            why, law = bar.why, bar.law
    elif sort == "role":
        why = _only_this_post(d, facts, move, name, results)
    else:
        why = _asked_of_the_place(move, name, results)
    if not why:
        return None
    return LeftOpen(
        each.succession.reference, each.about, each.reason, why, (*law, OUR_DEFAULT), GOVERNANCE
    )


def _applies(bar: SuccessionBar, facts: CaseFacts) -> bool:
    """True unless the law is later than the day judged, or certainly does not reach the case."""
    if bar.since is not None and facts.as_at < bar.since:
        return False
    condition = find_condition(bar.when) if bar.when else None
    return condition is None or not condition(facts, "").is_no


def _only_this_post(
    d: Definition, facts: CaseFacts, move: str, role: str, results: tuple[CriterionResult, ...]
) -> str:
    act = d.find_act(move)
    by = act.by if act is not None else d.edge(move).by
    if role in by and not any(facts.holders_of(other) for other in by):
        return f"nobody else than the {role_in_words(role)} may do this"
    if role in OUTSIDE_ROLES:
        return ""
    waiting = [r for r in results if r.blocks and _is_for_it_alone(facts, r, role)]
    if not waiting:
        return ""
    return (
        f"{', '.join(_refs(waiting))} waits for the sign-off of the {role_in_words(role)}, and "
        "nobody else on the case can give it"
    )


def _is_for_it_alone(facts: CaseFacts, result: CriterionResult, role: str) -> bool:
    """True where the sign-off of this role is wanted and was not given, and no other will do."""
    attesters = result.criterion.attesters
    others = [r for r in attesters.any_of if r != role]
    wanted = role in attesters.all_of or (
        role in attesters.any_of and not any(facts.holders_of(other) for other in others)
        and not set(others) & OUTSIDE_ROLES
    )  # fmt: skip
    return wanted and not any(s.role == role and counts(s) for s in result.signatures)


def _asked_of_the_place(move: str, kind: str, results: tuple[CriterionResult, ...]) -> str:
    waiting = [r for r in results if r.blocks and r.criterion.per == kind]
    if waiting:
        return f"{', '.join(_refs(waiting))} is asked of {PLACES[kind]}"
    decides = kind == "responsible_body" and move in DECIDING
    return "no body is on record that could decide" if decides else ""


def _refs(results: Iterable[CriterionResult]) -> Iterator[str]:
    yield from dict.fromkeys(r.criterion.ref for r in results)
