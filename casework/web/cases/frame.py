"""What stands around every page of a case: its name, its stage, its warnings, its pages."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.after_withdrawal import is_locked
from casework.domain.dates import long_date
from casework.domain.facts import RecordVersion
from casework.domain.regime import CONSEQUENCES, Regime
from casework.engine.after_succession import outstanding
from casework.services.reading import CaseView
from casework.web.cases.addresses import address_of

# The page's name in ``here``, its text and its endpoint. A page whose area is not part of this
# application is left out.
PLACES = (
    ("overview", "Overview", "cases.show"),
    ("dates", "Dates", "dates.show"),
    ("records", "Records", "records.index"),
    ("evidence", "Evidence", "evidence.index"),
    ("documents", "Documents", "documents.show"),
    ("sharing", "Sharing", "shares.show"),
    ("people", "People", "case_people.show"),
    ("successions", "Successions", "successions.of_case"),
    ("requests", "Requests", "requests.index"),
    ("history", "History", "cases.show_history"),
    ("decisions", "Past decisions", "decisions.index"),
    ("audit", "Audit trail", "trail.show"),
)


LOCKED = (
    "This case is withdrawn and its record is locked. Left open are its notices and letters, a "
    "claim and the legal hold, who acts on it, and the case that begins it again."
)


@dataclass(frozen=True, slots=True)
class Place:
    """A link of the case's own navigation; ``here`` on the page that it leads to."""

    text: str
    address: str
    here: bool


@dataclass(frozen=True, slots=True)
class CaseFrame:
    """What ``cases/base.html`` shows; ``is_live`` is False when no buttons may be offered."""

    reference: str
    title: str
    stage: str
    address: str
    heading: str
    notes: tuple[str, ...]
    places: tuple[Place, ...]
    is_live: bool

    @property
    def cases(self) -> str:
        """The list of cases; empty if this application has none."""
        return address_of("listing.list_cases")


def frame_of(view: CaseView, here: str, heading: str = "") -> CaseFrame:
    """The frame of a page; ``here`` is a name of ``PLACES``, ``heading`` the page's own."""
    stage = view.definition.stage(view.facts.stage)
    places = _places(view, here)
    names = {name: text for name, text, _ in PLACES}
    return CaseFrame(
        reference=view.reference,
        title=view.title,
        stage=stage.title,
        address=address_of("cases.show", reference=view.reference),
        heading=heading or names.get(here, ""),
        notes=_notes(view),
        places=places,
        is_live=view.as_of is None,
    )


def _succession(view: CaseView, s: RecordVersion) -> str:
    p = s.payload
    new = " and ".join(view.names.organisation(b) for b in p.successors)
    old, on = view.names.organisation(p.predecessor), p.on.plain()
    took = f"{new} took over what it held here" if new else "nobody took over what it held here"
    count = sum(o.succession == s for o in outstanding(view.judged))
    waits = f" Still open for governance: {count}." if count else ""
    return f"{old} ceased {on}: {took}.{waits}"


def _places(view: CaseView, here: str) -> tuple[Place, ...]:
    found = ((name, text, address_of(endpoint, reference=view.reference))
             for name, text, endpoint in PLACES)  # fmt: skip
    return tuple(Place(text, address, name == here) for name, text, address in found if address)


def _notes(view: CaseView) -> tuple[str, ...]:
    notes = []
    if is_locked(view.facts) and view.as_of is None:
        notes.append(LOCKED)
    if view.replayed:
        notes.append(
            "Reconstructed from published records; simulated date "
            f"{long_date(view.judged.as_at)}."
        )
    regime = view.facts.regime
    if regime is not None and CONSEQUENCES[Regime(regime)].seek_legal_advice:
        notes.append(
            "The law at the change of 31 January 2024 is in doubt for this case: seek legal "
            "advice on referral and call-in."
        )
    notes += [_succession(view, s) for s in view.judged.successions_in_force]
    if view.as_of is not None:
        notes.append(
            f"You see the case as it stood on {long_date(view.as_of)}. Nothing can be done from "
            "this page."
        )
    return tuple(notes)
