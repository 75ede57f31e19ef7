"""Writing the sections of a document: several texts in one go, each once for all documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casework.documents.manifest import Field, Manifest, get_manifest
from casework.domain.after_withdrawal import check_document_is_left
from casework.domain.errors import Conflict, Invalid
from casework.domain.facts import WITHDRAWN, CaseFacts, RecordVersion
from casework.domain.permissions import check_can_record
from casework.domain.records import get_kind
from casework.domain.text import commit, typed
from casework.domain.viewer import Viewer
from casework.services.office import Office
from casework.services.verb import AlreadyDone, Verb, case_verb
from casework.store.records import Draft

SECTION = "section"
EMPTIED = "The section was emptied where sections are written."


@dataclass(frozen=True, slots=True)
class SectionText:
    """What a section is to say. ``pin`` is the record version that the form showed, or empty."""

    name: str
    text: str
    pin: str = ""


class SectionsChanged(Conflict):
    """Somebody else changed some of the sections; ``names`` are theirs. Nothing was written."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(
            "Somebody else has changed what you were writing.",
            "Compare with what is recorded now, then save yours again.",
        )
        self.names = names


def section_fields(office: Office, document: str) -> tuple[Field, ...]:
    """The fields of a document that officers write in words. Raises NotFound."""
    return sections_in(get_manifest(document, office.templates))


def sections_in(manifest: Manifest) -> tuple[Field, ...]:
    """The same of a manifest that is at hand, each section once."""
    found = {f.source: f for f in manifest.fields if f.source.startswith("sections.")}
    return tuple(found.values())


def current_sections(facts: CaseFacts) -> dict[str, RecordVersion]:
    """The record that gives each section its text, by the section's name."""
    return {record.payload.name: record for record in facts.current(SECTION)}


def write_sections(
    office: Office, viewer: Viewer, reference: str, document: str,
    texts: Sequence[SectionText], *, once: str = "",
) -> tuple[str, ...]:
    """Write those sections of a document that differ from what the form showed, all or none.

    An emptied section is withdrawn. Returns the names of the sections that changed. Raises
    SectionsChanged, Invalid for a section that the document does not have, NotPermitted.
    """
    known = {field.source.partition(".")[2] for field in section_fields(office, document)}
    strangers = [text.name for text in texts if text.name not in known]
    if strangers:
        raise Invalid(f"{document} has no section called {strangers[0]!r}.", "Choose another.")
    wanted = [text for text in texts if text.pin or typed(text.text)]
    if not wanted:
        return ()
    try:
        with case_verb(office, viewer, reference, "sections_written", once=once) as verb:
            check_can_record(verb.facts, viewer, SECTION, "")
            check_document_is_left(verb.facts, document)
            _check_pins(verb.facts, wanted)
            verb.write(*(draft for text in wanted for draft in _drafts(verb, text)))
            verb.details["document"] = document
            verb.result = document
    except AlreadyDone:
        pass  # pressed twice: the first time wrote them
    return tuple(text.name for text in wanted)


def _check_pins(facts: CaseFacts, texts: Iterable[SectionText]) -> None:
    now = current_sections(facts)
    changed = [t.name for t in texts if (now[t.name].pin if t.name in now else "") != t.pin]
    if changed:
        raise SectionsChanged(tuple(changed))


def _drafts(verb: Verb, text: SectionText) -> list[Draft]:
    """The next version of the section's record; every record of that name, if it is emptied.

    A new record has the section's own name as its key: two people who write it first get one.
    """
    records = [r for r in verb.facts.current(SECTION) if r.payload.name == text.name]
    if typed(text.text):
        key = records[-1].key if records else text.name
        payload = get_kind(SECTION).payload(name=text.name, text=commit(typed(text.text)))
        return [Draft(SECTION, key, payload)]
    return [
        Draft(SECTION, r.key, r.payload, WITHDRAWN, r.effective_on, source=commit(EMPTIED))
        for r in records
    ]
