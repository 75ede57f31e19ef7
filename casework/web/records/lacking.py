"""What has to be on record before a form can be filled in: a required record that there is not."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.hold_names import hold_title
from casework.domain.hold_standing import HOLD_OF
from casework.domain.records import Kind, get_kind
from casework.domain.records.fields import FieldType
from casework.domain.records.named_kinds import RECORD_KINDS
from casework.services.reading import CaseView
from casework.web.cases.addresses import address_of

PAPER_TYPES = {
    ("call_in_direction", "document"): "secretary_of_state_direction",
    ("direction_step", "document"): "secretary_of_state_direction",
}
"""Fields that name a paper, with the type under which it is put in."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """A field for which nothing can be chosen yet: what is missing, and where it is recorded."""

    says: str
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class PaperForm:
    """Where the paper that a field names is put in, if it is not in the list."""

    words: str
    address: str


def lacking_for(view: CaseView, kind: Kind, form: object) -> tuple[Lacking, ...]:
    """The required fields of a form that name a record, and have none to choose."""
    return tuple(
        _lacking(view, kind, name)
        for name, spec in kind.specs.items()
        if spec.type is FieldType.RECORD and spec.required
        and not any(value for value, *_ in form[name].choices)  # type: ignore[index]
    )  # fmt: skip


def paper_forms(view: CaseView, kind: Kind, form: object) -> tuple[PaperForm, ...]:
    """Where papers of a type are put in that the form asks for by name."""
    missing = {each.address for each in lacking_for(view, kind, form)}
    found = (
        PaperForm(f"Put in the paper, if it is not in the list: {_paper(view, kind, name)}",
                  _address(view, kind, name))
        for name in kind.specs if (kind.name, name) in PAPER_TYPES
    )  # fmt: skip
    return tuple(each for each in found if each.address not in missing)


def _lacking(view: CaseView, kind: Kind, name: str) -> Lacking:
    label = kind.specs[name].label
    wanted = RECORD_KINDS.get((kind.name, name), ())
    if kind.name in HOLD_OF and name == "hold":
        title = hold_title(HOLD_OF[kind.name])
        return Lacking(f"{label}: no hold “{title}” is on record yet.", "Start a hold",
                       _address(view, kind, name))  # fmt: skip
    if "evidence" in wanted:
        return Lacking(f"{label}: the case has no papers yet.",
                       f"Put it in: {_paper(view, kind, name)}", _address(view, kind, name))
    title = get_kind(wanted[0]).title if wanted else "record"
    return Lacking(f"{label}: none is on record yet.", f"Record it first: {title.lower()}",
                   _address(view, kind, name))  # fmt: skip


def _address(view: CaseView, kind: Kind, name: str) -> str:
    wanted = RECORD_KINDS.get((kind.name, name), ())
    if kind.name in HOLD_OF and name == "hold":
        return address_of("moves.start_hold", reference=view.reference)
    if "evidence" in wanted:
        return address_of("evidence.new", reference=view.reference,
                          type=PAPER_TYPES.get((kind.name, name), ""))  # fmt: skip
    if not wanted:
        return ""
    return address_of("records.new", reference=view.reference, kind=wanted[0])


def _paper(view: CaseView, kind: Kind, name: str) -> str:
    found = view.definition.find_evidence_type(PAPER_TYPES.get((kind.name, name), ""))
    return found.title if found else "evidence"
