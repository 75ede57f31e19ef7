"""What happened on a case, newest first: stage moves, acts, holds, sign-offs and records."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.facts import ABSENT, WITHDRAWN, RecordVersion
from casework.domain.records import get_kind
from casework.domain.roles import role_in_words
from casework.services.reading import CaseView
from casework.web.cases.record_links import address_of_record, title_of
from casework.web.cases.stages import moved_on
from casework.web.cases.words import about, counted

PAGE = 50
RECENT = 6


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: what, when it was so, when and by whom it was recorded."""

    what: str
    when: str
    recorded: str
    who: str
    detail: str
    address: str


def events(view: CaseView, kind: str = "") -> list[RecordVersion]:
    """The current version of every record that the viewer may read, newest first."""
    found = (r for r in view.facts.records if not kind or r.kind == kind)
    return sorted(found, key=lambda r: (r.position, r.reference), reverse=True)


def event_lines(view: CaseView, records: list[RecordVersion]) -> tuple[Event, ...]:
    """Records as lines of a history."""
    return tuple(_event(view, record) for record in records)


def _event(view: CaseView, record: RecordVersion) -> Event:
    return Event(
        what=_what(view, record),
        when=_when(record),
        recorded=f"{record.recorded_at:%-d %B %Y}",
        who=_who(view, record),
        detail=_detail(record),
        address=address_of_record(view, record),
    )


def _when(record: RecordVersion) -> str:
    """When it was so; earlier versions of this system dated an opening by the proposal's day."""
    opening = record.kind == "stage_move" and record.payload and not record.payload.origin
    return "" if opening or record.effective_on is None else record.effective_on.plain()


SIGNED = ("attestation", "waiver", "flag_answer")
"""Kinds of record that state the role in which their person acted."""


def _who(view: CaseView, record: RecordVersion) -> str:
    who = view.recorded_by(record, _acted_as(record))
    if record.on_behalf_of:
        who += f", for {view.names.organisation(record.on_behalf_of)}"
    return who


def _acted_as(record: RecordVersion) -> str:
    """The role in which its person acted, where it says one: not that of another body from whose
    letter or minute it was recorded."""
    if record.kind not in SIGNED or record.payload is None:
        return ""
    outside = getattr(record.payload, "recorded_from", "")
    return "" if outside else str(record.payload.role)


def _what(view: CaseView, record: RecordVersion) -> str:
    words = _WORDS.get(record.kind)
    if words is None or record.payload is None:
        return title_of(record, view.names)
    return words(view, record)


def _detail(record: RecordVersion) -> str:
    parts = []
    if record.version > 1:
        parts.append(f"version {record.version}")
    if record.state == WITHDRAWN:
        parts.append("withdrawn")
    if record.state == ABSENT:
        parts.append("recorded as not having happened")
    if record.assumed:
        parts.append("assumed")
    unmet = getattr(record.payload, "unmet", ())
    if unmet:
        parts.append(f"{counted(len(unmet), 'check')} not met at that time")
    return ", ".join(parts)


def _move(view: CaseView, record: RecordVersion) -> str:
    target = view.definition.stage(record.payload.target)
    if not record.payload.origin:
        return f"Case opened in stage: {target.title}"
    return f"Moved to stage: {target.title} ({moved_on(record)})"


def _act(view: CaseView, record: RecordVersion) -> str:
    act = view.definition.find_act(record.payload.act)
    title = act.title if act else record.payload.act
    return f"Done: {title}" + _about(view, record)


def _hold(view: CaseView, record: RecordVersion) -> str:
    hold = view.definition.find_hold(record.payload.hold)
    title = hold.title if hold else record.payload.hold
    return f"Hold {'ended' if record.payload.ended_on else 'started'}: {title}"


def _sign_off(view: CaseView, record: RecordVersion) -> str:
    payload = record.payload
    words = f"Signed off {payload.criterion} as {role_in_words(payload.role)}"
    return words + _about(view, record)


def _determination(view: CaseView, record: RecordVersion) -> str:
    state = "confirmed" if record.payload.confirmed_by else "not yet confirmed"
    return f"{record.payload.criterion} determined not to apply, {state}" + _about(view, record)


def _set_aside(view: CaseView, record: RecordVersion) -> str:
    means = get_kind("waiver").specs["means"].choices.get(record.payload.means, "")
    return f"{record.payload.criterion} set aside ({means.lower()})" + _about(view, record)


def _role(view: CaseView, record: RecordVersion) -> str:
    payload = record.payload
    words = f"{view.names.person(payload.person)} acts as {role_in_words(payload.role)}"
    return words + (f" until {payload.until.plain()}" if payload.until else "")


def _request(view: CaseView, record: RecordVersion) -> str:
    state = get_kind("request").specs["state"].choices.get(record.payload.state, "")
    return f"Request to {view.names.person(record.payload.to)}: {state.lower()}"


def _about(view: CaseView, record: RecordVersion) -> str:
    criterion = view.definition.find_criterion(getattr(record.payload, "criterion", ""))
    act = view.definition.find_act(getattr(record.payload, "act", ""))
    per = criterion.per if criterion else act.per if act else ""
    name = about(view, getattr(record.payload, "subject", ""), per)
    return f": {name}" if name else ""


def _answer(view: CaseView, record: RecordVersion) -> str:
    return f"Question that {record.payload.criterion} raises answered" + _about(view, record)


_WORDS = {
    "stage_move": _move,
    "act": _act,
    "hold": _hold,
    "attestation": _sign_off,
    "not_applicable": _determination,
    "waiver": _set_aside,
    "flag_answer": _answer,
    "role": _role,
    "request": _request,
}
