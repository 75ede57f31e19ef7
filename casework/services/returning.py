"""Going back to an earlier stage: who authorised it, and what it asks for again."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.dates import FactDate
from casework.domain.errors import Conflict, Invalid
from casework.domain.facts import CaseFacts
from casework.domain.records import get_kind
from casework.domain.text import commit, typed
from casework.engine.definition import Edge
from casework.engine.returns import pinned_by_sign_offs, returned
from casework.services.verb import Verb
from casework.store.records import Draft

AUTHORISERS = ("SRO", "AO", "GOV")
"""Roles on the case whose holder may authorise going back: the senior responsible owner and the
accountable officer, who answer for the proposal, and the governance lead. Our reading: no source
says whose it is."""


@dataclass(frozen=True, slots=True)
class GoingBack:
    """Who authorised a return and when, and which record versions it puts in doubt.

    ``seen`` is what the page said would be asked for again (``Returned.asked``); None where no
    page was shown.
    """

    authorised_by: str = ""
    authorised_on: FactDate | None = None
    authority: str = ""
    in_doubt: tuple[str, ...] = ()
    seen: tuple[str, ...] | None = None


def authorisers(facts: CaseFacts) -> list[str]:
    """Persons who may authorise a return, by key, each once."""
    return list(dict.fromkeys(p for role in AUTHORISERS for p in facts.holders_of(role)))


def authorisers_ever(facts: CaseFacts) -> list[str]:
    """Persons who may authorise a return, or might while they held a role: who has left since may
    have authorised it in time."""
    held = (r.payload.person for r in facts.current("role") if r.payload.role in AUTHORISERS)
    return list(dict.fromkeys((*authorisers(facts), *held)))


def draft_of_return(
    verb: Verb, edge: Edge, going: GoingBack, reason: str, on: FactDate | None, *,
    assumed: bool, happened_anyway: bool, source: str,
) -> Draft:
    """The record of a return about to be made.

    Raises Invalid without an authoriser (a replayed case may not know one), for a person who may
    not authorise it, a date that lies ahead and a version that no sign-off rests on; Conflict if
    something else is asked for again than the page said.
    """
    _check_authorised(verb, going, may_be_unknown=verb.tx.row.replayed or happened_anyway)
    in_doubt = tuple(dict.fromkeys(going.in_doubt))
    _check_doubted(verb, in_doubt)
    plan = returned(verb.definition, verb.facts, edge, in_doubt)
    if going.seen is not None and set(going.seen) != set(plan.asked):
        raise Conflict(
            "What has to be confirmed again is not what you were shown.",
            "Read the lists below, then go back.",
        )
    visit = verb.facts.visit + 1
    payload = get_kind("stage_return").payload(
        origin=edge.origin, target=edge.target, visit=visit, authorised_by=going.authorised_by,
        authorised_on=going.authorised_on, authority=commit(typed(going.authority)),
        in_doubt=in_doubt, reason=commit(typed(reason)),
    )  # fmt: skip
    verb.details.update(
        authorised_by=going.authorised_by, confirm_again=len(plan.confirm_again),
        start_empty=len(plan.empty),
    )  # fmt: skip
    return Draft("stage_return", f"visit-{visit}", payload, effective_on=on, assumed=assumed,
                 source=commit(source))  # fmt: skip


def _check_authorised(verb: Verb, going: GoingBack, *, may_be_unknown: bool) -> None:
    if not going.authorised_by:
        if may_be_unknown:
            return
        raise Invalid("Going back needs somebody who authorised it.",
                      "Choose who authorised it.", "authorised_by")  # fmt: skip
    on = going.authorised_on
    if on is not None and on.after(verb.tx.today) is True:
        raise Invalid("The day on which it was authorised lies ahead.",
                      "Enter a day that has come.", "authorised_on")  # fmt: skip
    day = on.latest if on is not None and on.is_exact else None
    facts = verb.facts if day is None else verb.facts.at(day)
    if going.authorised_by not in authorisers(facts):
        when = "" if day is None else " on that day"
        raise Invalid(
            "That person may not authorise going back: they are neither the senior responsible "
            f"owner, the accountable officer nor the governance lead of this case{when}.",
            "Choose who holds one of these roles, or the day on which they did.", "authorised_by",
        )


def _check_doubted(verb: Verb, in_doubt: tuple[str, ...]) -> None:
    unknown = set(in_doubt) - set(pinned_by_sign_offs(verb.definition, verb.facts))
    if unknown:
        raise Invalid(
            "Something that you put in doubt is not what a sign-off or exception rests on now.",
            "Choose from the list; it may have changed since you opened the page.", "in_doubt",
        )  # fmt: skip
