"""What the acts of a case file touch: a compliant base is not filled over it again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from casework.domain.facts import RecordVersion
from casework.domain.organisations import ORGANISATION_KINDS
from casework.domain.records import find_kind
from casework.domain.roles import ROLES
from casework.domain.second_person import second_check_key
from casework.engine.definition import Need
from casework.engine.results import CriterionResult
from casework.engine.signatures import attestation_key
from casework.engine.vocabulary import PER_RECORD
from casework.services.casefiles.compliant import kinds_asked_about_by
from casework.services.casefiles.format import ASSUMED_KEY, ActLine, CaseFile, assumed_body
from casework.services.casefiles.mentions import purpose_of

EVIDENCE, SIGNED, CHECKED, ANSWERED = "evidence", "attestation", "second_check", "flag_answer"


@dataclass(frozen=True)
class Touched:
    """Kinds, purposes and bodies about which the file says something of its own.

    ``what`` holds (kind or type of evidence, purpose, body), with empty for any. ``signed`` are
    keys of sign-offs and second checks that the file gives or takes back, ``unsigned`` the
    (kind, check, body) whose sign-offs or answers it removes, with empty for any. ``stated`` are
    the records that it states, ``roles`` those that it ends or removes.
    """

    what: frozenset[tuple[str, str, str]] = frozenset()
    signed: frozenset[str] = frozenset()
    unsigned: frozenset[tuple[str, str, str]] = frozenset()
    stated: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()

    def may_supply(self, need: Need, subject: str) -> bool:
        """True if the filler may put in what a check needs."""
        names = {EVIDENCE, need.evidence} if need.evidence else {need.record}
        return not any(
            kind in names
            and (not purpose or not need.purpose or purpose == need.purpose)
            and (not body or not subject or body == subject)
            for kind, purpose, body in self.what
        )

    def may_sign(self, result: CriterionResult, role: str) -> bool:
        """True if the filler may sign: not what the file signs itself or takes away, and not a
        sign-off asked of one record that the file states."""
        c = result.criterion
        key = f"{SIGNED}/{attestation_key(c.ref, result.subject, role)}"
        if key in self.signed or self._removes(SIGNED, result):
            return False
        return c.per not in PER_RECORD or f"{c.per}/{result.subject}" not in self.stated

    def may_check(self, record: RecordVersion) -> bool:
        """True if the filler may check, as a second person, what was recorded from a letter."""
        key = second_check_key(record)
        return f"{CHECKED}/{key}" not in self.signed and (CHECKED, "", "") not in self.unsigned

    def may_answer(self, result: CriterionResult) -> bool:
        """True if the filler may answer a question, of which the file says nothing."""
        asked = {k for guard in result.criterion.guards for k in kinds_asked_about_by(guard)}
        told = {kind for kind, _, _ in self.what}
        return not asked & told and not self._removes(ANSWERED, result)

    def _removes(self, kind: str, result: CriterionResult) -> bool:
        return any(
            removed == kind and ref in ("", result.criterion.ref) and body in ("", result.subject)
            for removed, ref, body in self.unsigned
        )


def touched_by(case: CaseFile) -> Touched:
    """What all acts of the file touch together."""
    what = {touch for line in case.acts for touch in _touches(case, line)}
    return Touched(
        frozenset(what),
        frozenset(key for line in case.acts for key in _signed(line)),
        frozenset(
            (line.text("kind"), line.text("what"), line.text("subject"))
            for line in case.acts if line.act == "remove"
        ),
        frozenset(f"{line.text('kind')}/{line.text('key') or 'case'}"
                  for line in case.acts if line.act == "record"),
        frozenset(role for line in case.acts for role in _roles(line)),
    )  # fmt: skip


def _touches(case: CaseFile, line: ActLine) -> Iterable[tuple[str, str, str]]:
    if line.act == "record":
        yield line.text("kind"), purpose_of(line, case.acts), _subject(case, line)
    elif line.act == "evidence":
        for subject in line.texts("subjects") or ("",):
            yield line.text("type"), "", subject
    elif line.act in ("absent", "remove"):
        what = line.text("what")
        name = what if line.text("kind") == EVIDENCE and what else line.text("kind")
        yield name, "" if line.text("kind") == EVIDENCE else what, line.text("subject")
    elif line.act == "withdraw":
        yield from _withdrawn(case, line)


def _withdrawn(case: CaseFile, line: ActLine) -> Iterable[tuple[str, str, str]]:
    """A record's kind, with the purpose and body that the file or an assumed key names.

    What the file stated itself is touched by that act already, no more widely by this one."""
    kind, _, key = line.text("record").partition("/")
    if any(a.act in ("record", EVIDENCE) and a.text("key") == key
           and a.fields.get("kind", EVIDENCE) == kind for a in case.acts):  # fmt: skip
        return
    if not key.startswith(ASSUMED_KEY):
        yield kind, "", ""
        return
    name, _, rest = key.removeprefix(ASSUMED_KEY).partition("-")
    if kind == EVIDENCE:
        yield name, "", rest if rest in _bodies(case) else ""
        return
    declared = find_kind(kind)
    purpose = ""
    if declared and declared.purpose:
        purpose, _, rest = rest.partition("-")
    yield kind, purpose, rest if rest in _bodies(case) else ""


def _bodies(case: CaseFile) -> set[str]:
    """Bodies of the file, and those that its base assumes."""
    return {b.key for b in case.organisations} | {assumed_body(kind) for kind in ORGANISATION_KINDS}


def _subject(case: CaseFile, line: ActLine) -> str:
    kind = find_kind(line.text("kind"))
    if kind is None or not kind.subject:
        return ""
    same = [a for a in case.acts if a.act == "record" and a.text("kind") == kind.name
            and a.text("key") == line.text("key")]  # fmt: skip
    for act in [line, *same]:
        values = act.fields.get("values") or act.fields.get("changes")
        if isinstance(values, dict) and isinstance(values.get(kind.subject), str):
            return str(values[kind.subject])
    return ""


def _signed(line: ActLine) -> Iterable[str]:
    if line.act == "sign_off":
        key = attestation_key(line.text("criterion"), line.text("subject"), line.text("role"))
        yield f"{SIGNED}/{key}"
    if line.act == "check_record":
        yield f"{CHECKED}/{line.text('record').replace('/', ':', 1)}"
    if line.act == "withdraw":
        yield line.text("record")


def _roles(line: ActLine) -> Iterable[str]:
    if line.act == "end_role":
        yield line.text("role")
    if line.act == "remove" and line.text("kind") == "role":
        yield from [line.text("what")] if line.text("what") else ROLES
    if line.act == "withdraw" and line.text("record").startswith("role/"):
        yield line.text("record").rpartition(":")[2]
