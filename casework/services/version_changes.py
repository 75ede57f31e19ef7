"""Moving a case to another version of its pathway: tried first, made with a reason, undone.

It is an act of governance and never a side effect. Each case changes whole or not at all; of many,
each has its own result.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.exc import IntegrityError

from casework.domain.dates import FactDate
from casework.domain.errors import CaseworkError, Conflict, Invalid, RefusedMove
from casework.domain.facts import CaseFacts
from casework.domain.permissions import check_can_act_as
from casework.domain.records import get_kind
from casework.domain.text import EMPTY, commit, typed
from casework.domain.viewer import Viewer
from casework.engine.definition import Definition
from casework.engine.signatures import is_current
from casework.engine.version_change import (
    VersionChange,
    asked_before,
    holds_lost,
    try_version,
)
from casework.services.definitions import definition_of, pin_definition
from casework.services.office import Office
from casework.services.verb import Verb, case_verb
from casework.store.records import Draft

CHANGERS = ("GOV",)
NOT_KEPT = "The database refused what would be written, and the case is as it was. Try again."
log = logging.getLogger(__name__)
LOOK_AGAIN = "Look at what would change now, then decide again."
KIND, VERSION_CHANGED = "pathway_version", "pathway_version_changed"
SINCE = (
    "stage_move", "act", "hold", "attestation", "waiver", "not_applicable", "deferral",
    "flag_answer",
)  # fmt: skip
"""What is judged or done by the version that the case is on."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What only a replayed case says of a change: the date by which it is judged, when it was, and
    where that is stated."""

    simulated_on: date | None = None
    on: FactDate | None = None
    source: str = ""
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Anew:
    """Pins of the sign-offs and waivers that are asked for again once the version has changed, and
    of those that an earlier change asks for."""

    pins: tuple[str, ...]
    before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangeResult:
    """What came of changing one of many cases; ``refused`` says why not, empty if it was done."""

    reference: str
    refused: str = ""


def change_version(
    office: Office, viewer: Viewer, reference: str, version: int, reason: str,
    *, pathway: str = "", shown: int | None = None, once: str = "", stated: Stated | None = None,
) -> VersionChange:
    """Move the case to a newer version. ``shown`` is the version that the form showed as its own,
    and ``pathway`` the one of which it is a version, where that was said.

    Raises RefusedMove with every reason against it, NotPermitted for who is not governance on the
    case, Invalid without a reason, Conflict where the version has changed since the form was shown.
    """
    with _changing(office, viewer, reference, once, stated) as verb:
        _check(verb, reason, shown)
        if pathway and pathway != verb.definition.pathway:
            raise RefusedMove(f"The case is on the pathway {verb.definition.title}.")
        after = office.pathways.version(verb.definition.pathway, version)
        tried = tried_by(office, verb.definition, after, verb.facts)
        if not tried.allowed:
            raise RefusedMove(" ".join(tried.refused))
        earlier = asked_before(verb.facts)
        anew = dict.fromkeys((*earlier, *(r.pin for r in tried.signed_anew)))
        _pin(verb, after, reason, stated, Anew(tuple(anew), earlier))
        return tried


def tried_by(
    office: Office, before: Definition, after: Definition, facts: CaseFacts
) -> VersionChange:
    """What a version would do to a case; one that is not published is tried and no case is moved
    to it."""
    tried = try_version(before, after, facts)
    if office.pathways.is_published(after):
        return tried
    return replace(tried, refused=(f"Version {after.version} is not published: it can be tried, "
                                   "and no case is moved to it.", *tried.refused))  # fmt: skip


def undo_change(
    office: Office, viewer: Viewer, reference: str, reason: str,
    *, shown: int | None = None, once: str = "", stated: Stated | None = None,
) -> None:
    """Take the last change of version back. ``shown`` is the number of the change that the form
    showed. Raises RefusedMove where there is none, or where something was judged since by the
    version that the case is on, Conflict where another change was made since the form was shown."""
    with _changing(office, viewer, reference, once, stated) as verb:
        _check(verb, reason, None)
        if shown is not None and shown != changes_made(verb.facts):
            raise Conflict("Somebody changed the version since you opened this page.", LOOK_AGAIN)
        against = why_not_undone(verb.facts)
        if against:
            raise RefusedMove(against)
        found = verb.facts.single(KIND)
        assert found is not None
        before = definition_of(office, verb.tx.connection, found.payload.definition_before)
        lost = holds_lost(verb.definition, before, verb.facts)
        if lost:
            raise RefusedMove(" ".join(lost))
        before_it = tuple(p for p in found.payload.signed_anew_before if is_current(p, verb.facts))
        _pin(verb, before, reason, stated, Anew(before_it, before_it), undoes=True)


def changes_made(facts: CaseFacts) -> int:
    """How many changes of version there were: the number of the last."""
    found = facts.single(KIND)
    return found.version if found is not None else 0


def why_not_undone(facts: CaseFacts) -> str:
    """Why the last change of version cannot be taken back; empty if it can."""
    found = facts.single(KIND)
    if found is None or found.payload.undoes:
        return "There is no change of version to undo."
    if any(r.position > found.position for kind in SINCE for r in facts.current(kind)):
        return (f"Since the case is on version {found.payload.version}, it has moved, or something "
                "was signed, set aside or done: that was judged by it.")  # fmt: skip
    return ""


def change_many(
    office: Office, viewer: Viewer, references: Iterable[str], version: int, reason: str,
    *, pathway: str = "", shown: Mapping[str, int] | None = None,
) -> list[ChangeResult]:
    """Move each of the cases, one by one, with a result each. ``shown`` is the version of each
    that the page showed. Done twice it changes nothing more: a case that is on the version stays.

    Raises Invalid without a reason, before any case is touched.
    """
    _check_reason(reason)
    results = []
    for reference in dict.fromkeys(references):
        seen = (shown or {}).get(reference)
        try:
            change_version(
                office, viewer, reference, version, reason, pathway=pathway, shown=seen
            )
        except CaseworkError as error:
            results.append(ChangeResult(reference, error.message))
        except IntegrityError as fault:
            log.error("The version of %s was not changed: the database refused a row: %s",
                      reference, fault.orig)  # fmt: skip
            results.append(ChangeResult(reference, NOT_KEPT))
        else:
            results.append(ChangeResult(reference))
    return results


def _check(verb: Verb, reason: str, shown: int | None) -> None:
    check_can_act_as(verb.facts, verb.viewer, CHANGERS,
                     "move the case to another version of its pathway")  # fmt: skip
    _check_reason(reason)
    if shown is not None and shown != verb.definition.version:
        raise Conflict(
            f"The case is on version {verb.definition.version} since you opened this page.",
            LOOK_AGAIN,
        )


def _check_reason(reason: str) -> None:
    if not typed(reason):
        raise Invalid("A change of version needs a reason.", "Say why the case changes.", "reason")


def _changing(
    office: Office, viewer: Viewer, reference: str, once: str, stated: Stated | None
) -> AbstractContextManager[Verb]:
    return case_verb(
        office, viewer, reference, VERSION_CHANGED, once=once,
        simulated_on=stated.simulated_on if stated else None,
    )  # fmt: skip


def _pin(
    verb: Verb, after: Definition, reason: str, stated: Stated | None, anew: Anew, *,
    undoes: bool = False,
) -> None:
    before = verb.definition
    pin_definition(verb.office, verb.tx.connection, after)
    payload = get_kind(KIND).payload(
        pathway=after.pathway, version=after.version, definition=after.hash,
        before=before.version, definition_before=before.hash, undoes=undoes,
        signed_anew=anew.pins, signed_anew_before=anew.before, reason=commit(typed(reason)),
    )  # fmt: skip
    told = stated or Stated()
    (version,) = verb.write(Draft(
        KIND, "case", payload, effective_on=told.on, assumed=told.assumed,
        source=commit(told.source) if told.source else EMPTY,
    ))  # fmt: skip
    verb.tx.changes["definition_hash"] = after.hash
    verb.definition = after
    verb.details.update(definition=after.hash, before=before.hash, version=after.version,
                        undoes=undoes)  # fmt: skip
    verb.result = version.pin
