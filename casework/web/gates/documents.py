"""The documents that a gate names: made here, or written by others and put in as evidence."""

from __future__ import annotations

from dataclasses import dataclass

from casework.documents.titles import titles_made_here, titles_put_in
from casework.domain.viewer import Viewer
from casework.engine.definition import Gate
from casework.services.reading import CaseView
from casework.web.cases.addresses import address_of
from casework.web.viewer import office


@dataclass(frozen=True, slots=True)
class DocumentNamed:
    """One document. ``address`` is its place under Documents, or the form that puts it in; empty
    where the viewer has neither."""

    code: str
    title: str
    made_here: bool
    address: str


def documents_of(view: CaseView, viewer: Viewer, gate: Gate) -> tuple[DocumentNamed, ...]:
    """Each document that the gate names, in its order."""
    return tuple(_named(view, viewer, code) for code in gate.documents)


def _named(view: CaseView, viewer: Viewer, code: str) -> DocumentNamed:
    templates = office().templates
    made = titles_made_here(templates)
    if code in made:
        address = "" if viewer.outside else address_of(
            "documents.show", reference=view.reference, _anchor=code
        )  # fmt: skip
        return DocumentNamed(code, made[code], True, address)
    title = titles_put_in(templates).get(code, "")
    puts_in = view.as_of is None and bool(view.roles)
    address = address_of(
        "evidence.new", reference=view.reference, title=title
    ) if puts_in else ""  # fmt: skip
    return DocumentNamed(code, title, False, address)
