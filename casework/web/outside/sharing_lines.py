"""Lines of the sharing page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from casework.domain.dates import london_date, long_date
from casework.services.sharing import Sharing

OUTCOMES = {"opened": "Opened", "refused": "Tried, and was refused"}


@dataclass(frozen=True, slots=True)
class ShareLine:
    """One version shared with one organisation."""

    pin: str
    organisation: str
    title: str
    version: str
    organisation_name: str
    since: str
    withdrawn_on: str


@dataclass(frozen=True, slots=True)
class CodeLine:
    """One code sent to a contact, and how it stands."""

    id: int
    title: str
    contact: str
    state: str
    can_be_revoked: bool


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """One opening, or an attempt."""

    at: datetime
    who: str
    title: str
    outcome: str


def shared_lines(sharing: Sharing) -> tuple[ShareLine, ...]:
    """What is or was shared, newest first."""
    return tuple(
        ShareLine(
            line.pin, line.organisation, sharing.names.fill(line.title),
            line.pin.rpartition("@")[2], line.organisation_name, long_date(line.since),
            line.withdrawn_on,
        )
        for line in reversed(sharing.shared)
    )  # fmt: skip


def code_lines(sharing: Sharing, now: datetime) -> tuple[CodeLine, ...]:
    """The codes of the case, newest first."""
    return tuple(
        CodeLine(
            code.id, _title(sharing, code.shared), code.contact_name or code.contact,
            _state(code, now), code.revoked_at is None and code.expires_at > now,
        )
        for code in sharing.codes
    )  # fmt: skip


def _state(code: object, now: datetime) -> str:
    revoked, used = code.revoked_at, code.used_at  # type: ignore[attr-defined]
    expires = code.expires_at  # type: ignore[attr-defined]
    if revoked is not None:
        return f"Revoked on {long_date(london_date(revoked))}"
    if used is not None:
        return f"Used on {long_date(london_date(used))}"
    if expires <= now:
        return f"Expired on {long_date(london_date(expires))}, unused"
    return f"Not used yet; expires on {long_date(london_date(expires))}"


def opening_lines(sharing: Sharing) -> tuple[OpeningLine, ...]:
    """The latest openings."""
    contacts = {c.key: c.name for c in sharing.contacts}
    return tuple(
        OpeningLine(
            o.opened_at,
            o.person_name or o.person or f"{contacts.get(o.contact, o.contact)} (with a code)",
            _title(sharing, o.shared), OUTCOMES.get(o.outcome, o.outcome),
        )
        for o in sharing.openings
    )  # fmt: skip


def _title(sharing: Sharing, pin: str) -> str:
    reference, _, version = pin.partition("@")
    return f"{sharing.names.fill(sharing.titles.get(reference, reference))}, version {version}"
