"""What the acts of a case file touch: a compliant base is not filled over it again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from casework.domain.records import find_kind
from casework.engine.definition import Need
from casework.engine.results import CriterionResult
from casework.engine.signatures import attestation_key
from casework.engine.vocabulary import PER_RECORD
from casework.services.casefiles.format import ASSUMED_KEY, ActLine, CaseFile
from casework.services.casefiles.mentions import purpose_of

EVIDENCE, SIGNED = "evidence", "attestation"


@dataclass(frozen=True)
class Touched:
    """Kinds, purposes and bodies about which the file says something of its own.

    ``what`` holds (kind or type of evidence, purpose, body), with empty for any. ``signed`` are
    keys of sign-offs that the file gives, takes back or removes; ``stated`` the records that it
    states.
    """

    what: frozenset[tuple[str, str, str]] = frozenset()
    signed: frozenset[str] = frozenset()
    all_signed: bool = False
    stated: frozenset[str] = field(default=frozenset())

    def may_supply(self, need: Need, subject: str) -> bool:
        """True if the filler may put in what a check needs."""
        name = need.evidence or need.record
        return not any(
            kind == name
            and (not purpose or not need.purpose or purpose == need.purpose)
            and (not body or not subject or body == subject)
            for kind, purpose, body in self.what
        )

    def may_sign(self, result: CriterionResult, role: str) -> bool:
        """True if the filler may sign: not what the file signs itself or takes away, and not a
        sign-off asked of one record that the file states."""
        c = result.criterion
        if self.all_signed or attestation_key(c.ref, result.subject, role) in self.signed:
            return False
        return c.per not in PER_RECORD or f"{c.per}/{result.subject}" not in self.stated


def touched_by(case: CaseFile) -> Touched:
    """What all acts of the file touch together."""
    what = {touch for line in case.acts for touch in _touches(case, line)}
    return Touched(
        frozenset(what),
        frozenset(key for line in case.acts for key in _signed(line)),
        any(line.act == "remove" and line.text("kind") == SIGNED for line in case.acts),
        frozenset(f"{line.text('kind')}/{line.text('key')}"
                  for line in case.acts if line.act == "record"),
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
        yield from _withdrawn(line)


def _withdrawn(line: ActLine) -> Iterable[tuple[str, str, str]]:
    """A record's kind, with the purpose and body that an assumed key names."""
    kind, _, key = line.text("record").partition("/")
    rest = key.removeprefix(ASSUMED_KEY)
    if kind == EVIDENCE:
        yield rest, "", ""
        return
    declared = find_kind(kind)
    purposes = declared.specs[declared.purpose].choices if declared and declared.purpose else {}
    named = next((p for p in purposes if rest.removeprefix(f"{kind}-").startswith(p)), "")
    yield kind, named, ""


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
        yield attestation_key(line.text("criterion"), line.text("subject"), line.text("role"))
    if line.act == "withdraw" and line.text("record").startswith(f"{SIGNED}/"):
        yield line.text("record").partition("/")[2]
