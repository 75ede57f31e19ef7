"""What moving a case to another version of its pathway would add, remove and change, and whether
it may be."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import UTC, date, datetime

from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.records import get_kind
from casework.engine.agenda import next_judgements
from casework.engine.comparing import CheckChange, changes_between
from casework.engine.definition import Criterion, Definition, Gate
from casework.engine.signatures import is_current

COMPARED = {
    "asks": "what it asks", "force": "its force", "waivers": "how it may be set aside",
    "needs": "what it wants recorded", "guards": "what it judges", "attesters": "who signs it off",
    "per": "of whom it is asked", "when": "when it applies", "law": "the law that it cites",
    "flag": "whether it bars or asks", "at": "before what it is asked",
    "each_visit": "whether it is signed anew at each visit",
    "every_regime": "under which law it is asked", "confidence": "how sure we are",
    "how": "how it is met",
}  # fmt: skip
"""Fields of a check that make it another, in words."""
MEANING = ("asks", "needs", "law", "force", "per")
"""Fields of a check of which a sign-off says that they are so. Guards are judged anew anyway."""
VERSION = "pathway_version"
_AFTER_EVERYTHING = 2**62
_NO_INSTANT = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class ChangedCheck:
    """One check that is asked differently; ``what`` names what differs, in words."""

    ref: str
    asks: str
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VersionsCompared:
    """What differs between two versions of a pathway, whatever the case."""

    gates_added: tuple[Gate, ...]
    gates_removed: tuple[Gate, ...]
    checks_added: tuple[Criterion, ...]
    checks_removed: tuple[Criterion, ...]
    checks_changed: tuple[ChangedCheck, ...]
    gates_moved: tuple[Gate, ...]


@dataclass(frozen=True, slots=True)
class VersionChange:
    """A change of version tried on one case.

    ``refused`` holds every reason against it; empty if it may be made. ``checks`` are those that
    wait for something now or then, before the next moves; ``signed_anew`` the sign-offs and
    waivers that stand now and are asked for again.
    """

    before: Definition
    after: Definition
    compared: VersionsCompared
    refused: tuple[str, ...]
    checks: tuple[CheckChange, ...] = ()
    signed_anew: tuple[RecordVersion, ...] = ()

    @property
    def allowed(self) -> bool:
        return not self.refused


def compare_versions(before: Definition, after: Definition) -> VersionsCompared:
    """The gates and checks that one version has and the other has not, or has differently."""
    old, new = ({g.ref: g for g in d.gates} for d in (before, after))
    was, now = ({c.ref: c for g in d.gates for c in g.criteria} for d in (before, after))
    shared = [(was[ref], now[ref]) for ref in now if ref in was]
    return VersionsCompared(
        gates_added=tuple(g for ref, g in new.items() if ref not in old),
        gates_removed=tuple(g for ref, g in old.items() if ref not in new),
        checks_added=tuple(c for c in now.values() if c.ref not in was and c.gate in old),
        checks_removed=tuple(c for c in was.values() if c.ref not in now and c.gate in new),
        checks_changed=tuple(
            ChangedCheck(c.ref, c.asks, found) for b, c in shared if (found := _differing(b, c))
        ),
        gates_moved=tuple(g for ref, g in new.items() if ref in old and _moved(old[ref], g)),
    )


def try_version(before: Definition, after: Definition, facts: CaseFacts) -> VersionChange:
    """What the change would do to a case as it stands, and every reason against it."""
    refused = tuple(_reasons_against(before, after, facts))
    compared = compare_versions(before, after)
    if facts.stage not in {s.id for s in after.stages}:
        return VersionChange(before, after, compared, refused)
    anew = signed_anew(before, after, facts)
    moved = facts.with_records([_change(before, after, anew)]) if anew else facts
    checks = changes_between(next_judgements(before, facts), next_judgements(after, moved))
    return VersionChange(before, after, compared, refused, checks, anew)


def signed_anew(
    before: Definition, after: Definition, facts: CaseFacts
) -> tuple[RecordVersion, ...]:
    """The standing sign-offs and waivers of checks that ask something else in ``after``: other
    words, records, law or force, or of somebody else."""
    was, now = ({c.ref: c for g in d.gates for c in g.criteria} for d in (before, after))
    other = {
        ref for ref in was.keys() & now.keys()
        if any(getattr(was[ref], name) != getattr(now[ref], name) for name in MEANING)
    }  # fmt: skip
    return tuple(r for kind in ("attestation", "waiver") for r in facts.current(kind)
                 if r.payload.criterion in other)  # fmt: skip


def asked_before(facts: CaseFacts) -> tuple[str, ...]:
    """What earlier changes of version ask for again, and nobody has signed or decided since."""
    change = facts.single(VERSION)
    pins = change.payload.signed_anew if change is not None else ()
    return tuple(pin for pin in pins if is_current(pin, facts))


def lies_behind(gate: Gate, d: Definition, stage: str) -> bool:
    """Whether everything that a gate bars lies behind a case in this stage."""
    here = d.position_of(stage)
    moves = (*gate.blocks, *gate.legal_latest, *gate.also_blocks)
    stages = [s for move in moves for s in _begins_in(d, move)]
    return all(d.position_of(s) < here for s in stages)


def _begins_in(d: Definition, move: str) -> tuple[str, ...]:
    act = d.find_act(move)
    return act.stages if act else (d.edge(move).origin,)


def _change(
    before: Definition, after: Definition, anew: tuple[RecordVersion, ...]
) -> RecordVersion:
    payload = get_kind(VERSION).payload(
        pathway=after.pathway, version=after.version, definition=after.hash,
        before=before.version, definition_before=before.hash,
        signed_anew=tuple(r.pin for r in anew),
    )  # fmt: skip
    return RecordVersion(VERSION, "case", _AFTER_EVERYTHING, STATED, payload, None, _NO_INSTANT,
                         date.min, "", position=_AFTER_EVERYTHING)  # fmt: skip


def _differing(before: Criterion, after: Criterion) -> tuple[str, ...]:
    return tuple(
        COMPARED[f.name] for f in fields(Criterion)
        if f.name in COMPARED and getattr(before, f.name) != getattr(after, f.name)
    )  # fmt: skip


def _moved(before: Gate, after: Gate) -> bool:
    """Whether a gate stands at another stage or before other moves."""
    return (before.stage, before.blocks, before.legal_latest, before.also_blocks) != (
        after.stage, after.blocks, after.legal_latest, after.also_blocks
    )  # fmt: skip


def _reasons_against(before: Definition, after: Definition, facts: CaseFacts) -> list[str]:
    found = []
    if after.pathway != before.pathway:
        found.append(f"The case is on the pathway {before.title}, and this is {after.title}.")
    if after.hash == before.hash:
        found.append(f"The case is on version {before.version} already.")
    elif after.version < before.version:
        found.append(f"Version {after.version} is older than {before.version}, on which the case "
                     "is. Only a change of version can be undone.")  # fmt: skip
    stages = {s.id: s for s in after.stages}
    stage = before.stage(facts.stage)
    if facts.stage not in stages:
        found.append(f"The case stands in “{stage.title}”, which version {after.version} lacks.")
    elif stages[facts.stage].final != stage.final:
        found.append(f"“{stage.title}” is no end in one of the two versions.")
    if stage.final:
        found.append(f"The case has ended in “{stage.title}”: it stays as it was judged.")
    return [*found, *holds_lost(before, after, facts)]


def holds_lost(before: Definition, after: Definition, facts: CaseFacts) -> list[str]:
    """A reason for each open hold that a version does not have."""
    lost = [r.payload.hold for r in facts.open_holds() if after.find_hold(r.payload.hold) is None]
    titles = [kind.title if (kind := before.find_hold(code)) else code for code in lost]
    return [f"The hold “{title}” is open, and version {after.version} has none such: end it first."
            for title in dict.fromkeys(titles)]  # fmt: skip
