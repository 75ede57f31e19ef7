"""Shared items and statements in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for

from casework.domain.dates import FactDate, london_date, long_date
from casework.domain.endings import WITHDRAWN
from casework.domain.records import get_kind
from casework.services.outside_reading import OutsideCase, Said, SharedItem
from casework.web.cases.date_words import capital
from casework.web.outside.files import size_in_words


@dataclass(frozen=True, slots=True)
class ItemLine:
    """A shared item, with where it is downloaded and acknowledged."""

    title: str
    details: str
    acknowledged: str
    download: str
    acknowledge: str
    organisation: str


@dataclass(frozen=True, slots=True)
class SaidLine:
    """Something the body has said."""

    what: str
    text: str
    files: tuple[str, ...]
    recorded: str


@dataclass(frozen=True, slots=True)
class Saying:
    """A form that the clerk can fill in."""

    text: str
    hint: str
    address: str


MEETINGS = (
    "Keep your committee’s meetings and deadlines for papers",
    "So that the dates asked of you leave room for them.",
)
RECOMMENDATION = "recommendation"
"""What a council may still say when a case was closed or goes on elsewhere: nothing is asked of it
any more. The record of one that was withdrawn is locked."""
SAYINGS = (
    ("view", "Give your council’s view",
     "Whether it finds the change substantial."),
    ("comments", "Send comments", "Your answer to the consultation under regulation 23."),
    (RECOMMENDATION, "Make a recommendation",
     "The NHS body must tell you if it disagrees, and both try to agree."),
)  # fmt: skip


def item_lines(case: OutsideCase) -> tuple[ItemLine, ...]:
    """What is shared, newest first."""
    return tuple(_item_line(case.reference, item) for item in case.items)


def _item_line(reference: str, item: SharedItem) -> ItemLine:
    kind, _, rest = item.pin.partition("/")
    key, _, version = rest.partition("@")
    values: dict[str, Any] = {
        "reference": reference, "kind": kind, "key": key, "version": int(version),
    }  # fmt: skip
    size = size_in_words(item.size)
    details = [f"Version {item.version}", f"shared on {long_date(item.since)} with {item.body}"]
    return ItemLine(
        item.title, ", ".join(details + ([size] if size else [])), item.acknowledged,
        url_for("outside.download", **values), url_for("outside.acknowledge", **values),
        item.organisation,
    )  # fmt: skip


def what_can_be_said(case: OutsideCase) -> tuple[Saying, ...]:
    """The forms open to this person; none if they speak for no committee of the case."""
    if not case.bodies:
        return ()
    if case.ended is not None and case.ended.stage == WITHDRAWN:
        return ()
    if case.ended is not None:
        return tuple(
            Saying(text, hint, url_for("outside.say", reference=case.reference, what=what))
            for what, text, hint in SAYINGS if what == RECOMMENDATION
        )  # fmt: skip
    meetings = url_for("outside.list_meetings", reference=case.reference)
    said = (
        Saying(text, hint, url_for("outside.say", reference=case.reference, what=what))
        for what, text, hint in SAYINGS
    )
    return (Saying(*MEETINGS, meetings), *said)


def ending_words(case: OutsideCase) -> str:
    """How the case ended and that nothing is asked any more; empty while it goes on."""
    if case.ended is None:
        return ""
    return f"{capital(case.ended.in_words)}. Nothing more is asked of you on this case."


def going_on_lines(case: OutsideCase) -> tuple[tuple[str, str, str], ...]:
    """The cases in which it goes on: reference, title and page; title and page are empty of one of
    which the viewer sees nothing."""
    return tuple(
        (other, title, url_for("outside.show_case", reference=other) if title else "")
        for other, title in case.goes_on_in
    )


def said_lines(case: OutsideCase) -> tuple[SaidLine, ...]:
    """What these bodies have said, newest first."""
    return tuple(_said_line(said) for said in case.said)


def _recorded(said: Said) -> str:
    day = long_date(london_date(said.record.recorded_at))
    return day if said.by_the_body else f"{day} by the NHS body, from a letter or minute"


def _said_line(said: Said) -> SaidLine:
    record = said.record
    kind = get_kind(record.kind)
    payload = record.payload
    choice = {"authority_view": "view", "scrutiny_response": "outcome"}.get(record.kind, "")
    shown = [kind.specs[choice].choices.get(getattr(payload, choice), "")] if choice else []
    when = {"meeting": "held_on", "authority_view": "given_on", "scrutiny_response": "received_on",
            "recommendation": "made_on"}[record.kind]  # fmt: skip
    value: FactDate | None = getattr(payload, when)
    if value is not None:
        shown.append(value.plain())
    text = {"meeting": "agenda", "authority_view": "minute", "scrutiny_response": "comments",
            "recommendation": "recommendation"}[record.kind]  # fmt: skip
    title = "Meeting" if record.kind == "meeting" else kind.title
    return SaidLine(
        f"{title} ({said.body}){': ' if shown else ''}{', '.join(s for s in shown if s)}",
        str(getattr(payload, text)), said.files, _recorded(said),
    )  # fmt: skip
