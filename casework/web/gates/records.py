"""Sign-offs and exceptions of a gate in words, with privileged notes for those who may read."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.facts import RecordVersion
from casework.domain.forces import PLAIN_MEANS
from casework.domain.roles import role_in_words
from casework.domain.second_person import LETTERS_AND_MINUTES
from casework.engine.exceptions import waits_for_second
from casework.engine.results import CriterionResult, Signature
from casework.services.both_names import signed_names
from casework.services.reading import CaseView
from casework.web.cases.record_links import RecordLink, link_to_pin
from casework.web.cases.told_apart import told_apart
from casework.web.cases.words import in_words


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """One sign-off: by whom, as what, when, from where, checked by whom, on which versions."""

    words: str
    statement: str
    changed: str
    relied_on: tuple[RecordLink, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """A determination, waiver, departure or deferral with its published reason."""

    title: str
    who: str
    reason: str
    notes: tuple[str, ...]
    take_back: str = ""


def signature_lines(view: CaseView, result: CriterionResult) -> tuple[SignatureLine, ...]:
    """Every sign-off of a result."""
    return tuple(_signature(view, signature) for signature in result.signatures)


def _signature(view: CaseView, signature: Signature) -> SignatureLine:
    record = view.facts.find(signature.pin.partition("@")[0])
    return SignatureLine(
        words=_words(view, signature, record),
        statement=str(record.payload.statement) if record else "",
        changed=_changed(view, signature),
        relied_on=tuple(
            link_to_pin(view, pin) for pin in (record.payload.relied_on if record else ())
        ),
    )


def _words(view: CaseView, signature: Signature, record: RecordVersion | None) -> str:
    own = "" if signature.recorded_from else signature.role
    who = signed_names(view.names, signature.person, signature.acted_for, own)
    when = f" on {record.recorded_at:%-d %B %Y}" if record else ""
    role = role_in_words(signature.role)
    if not signature.recorded_from:
        return f"Signed off by {who} as {role}{when}."
    source = view.names.organisation(signature.recorded_from)
    checked = (
        f"checked by {view.recorded_by(record)}"
        if signature.checked_by and record
        else "not yet checked by a second person"
    )
    return f"Sign-off of the {role}: recorded by {who} from {source}{when}, {checked}."


def _changed(view: CaseView, signature: Signature) -> str:
    if not signature.changed:
        return ""
    titles = dict.fromkeys(link_to_pin(view, pin).text for pin in signature.changed)
    return f"Changed since: {in_words(titles)}. It must be confirmed again."


def letters_and_minutes(view: CaseView) -> list[tuple[str, str]]:
    """What may hold the words of a body outside, as choices: pins and titles."""
    found = [r for kind in sorted(LETTERS_AND_MINUTES) for r in view.facts.current(kind)]
    return [(r.pin, words) for r, words in told_apart(view, found)]


def decided_on(view: CaseView, record: RecordVersion) -> Decided:
    """An exception in words."""
    payload = record.payload
    return Decided(
        title=_title(record),
        who=_who(view, record),
        reason=str(payload.reason),
        notes=notes_on(view, record),
    )


def _title(record: RecordVersion) -> str:
    if record.kind == "waiver":
        means = PLAIN_MEANS.get(record.payload.means, record.payload.means)
        return f"{means}, not yet confirmed" if waits_for_second(record) else means
    if record.kind == "deferral":
        return "Deferred to the latest point that the law allows"
    confirmed = "confirmed" if record.payload.confirmed_by else "not yet confirmed"
    return f"Determined not to apply, {confirmed}"


def _who(view: CaseView, record: RecordVersion) -> str:
    payload = record.payload
    acted_for = getattr(payload, "acted_for", ())
    who = signed_names(view.names, payload.person, acted_for, getattr(payload, "role", ""))
    if record.kind == "deferral":
        who = view.recorded_by(record, "GOV")
    words = f"By {who} on {record.recorded_at:%-d %B %Y}"
    if getattr(payload, "recorded_from", ""):
        words = (
            f"Decided by {view.names.organisation(payload.recorded_from)}, recorded by "
            f"{who} on {record.recorded_at:%-d %B %Y}"
        )
    second = getattr(payload, "confirmed_by", "") or getattr(payload, "second_person", "")
    if record.kind == "waiver" and waits_for_second(record):
        whom = view.names.person(second) if second else "another person"
        words += f"; waits for {whom}"
    elif second:
        whom = view.names.person(second)
        if second == record.recorded_by and second == getattr(payload, "confirmed_by", ""):
            whom = view.recorded_by(record)
        words += f", with {whom}"
    return words + "."


def notes_on(view: CaseView, record: RecordVersion) -> tuple[str, ...]:
    """Privileged notes beside a record; ``view.facts`` hold them only for their readers."""
    return tuple(
        str(note.payload.note)
        for note in view.facts.current("privileged_note")
        if note.payload.about == record.reference
    )
