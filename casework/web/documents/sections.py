"""Writing the sections of one document in one form."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.documents.manifest import Field
from casework.domain.canonical import sha256_of
from casework.domain.errors import CaseworkError, NotPermitted
from casework.domain.facts import RecordVersion
from casework.domain.permissions import can_record
from casework.services.case_documents.reading import DocumentOfCase, get_document
from casework.services.case_documents.sections import (
    SectionsChanged,
    SectionText,
    current_sections,
    sections_in,
    write_sections,
)
from casework.web.cases.frame import frame_of
from casework.web.documents import blueprint
from casework.web.documents.forms import one_use_key
from casework.web.errors import status_of
from casework.web.viewer import current_viewer, office

Page = Response | str | tuple[str, int]


@dataclass(frozen=True, slots=True)
class SectionBox:
    """One section in the form.

    ``pin`` and ``shown`` name the version that the form was filled with and the digest of its
    text: whoever did not touch a section changes nothing of it. ``newer`` is what somebody else
    recorded meanwhile.
    """

    name: str
    label: str
    remedy: str
    required: bool
    text: str
    pin: str
    shown: str
    newer: str | None = None
    newer_by: str = ""


@blueprint.route("/<key>/sections", methods=["GET", "POST"])
def sections(reference: str, key: str) -> Page:
    """All sections of the document with their present texts; saving writes those that changed."""
    found = get_document(office(), current_viewer(), reference, key)
    if not can_record(found.view.judged, current_viewer(), "section", ""):
        raise NotPermitted("You cannot write sections on this case.", "Ask its programme manager.")
    if request.method == "GET":
        return _page(found, _boxes(found)), 200
    return _save(found, key)


def _save(found: DocumentOfCase, key: str) -> Page:
    sent = [box for box in _sent_boxes(found) if _was_touched(box)]
    texts = [SectionText(box.name, box.text, box.pin) for box in sent]
    once = request.form.get("one_use_key", "")
    try:
        written = write_sections(
            office(), current_viewer(), found.view.reference, found.line.manifest.id, texts,
            once=once,
        )  # fmt: skip
    except SectionsChanged as error:
        fresh = get_document(office(), current_viewer(), found.view.reference, key)
        return _page(fresh, _compared(fresh, error.names), str(error)), 409
    except CaseworkError as error:
        return _page(found, _sent_boxes(found), str(error)), status_of(error)
    flash(f"{len(written)} section{'' if len(written) == 1 else 's'} saved." if written
          else "Nothing was changed.")  # fmt: skip
    return redirect(url_for(".document", reference=found.view.reference, key=key))


def _page(found: DocumentOfCase, boxes: list[SectionBox], fault: str = "") -> str:
    heading = f"Write the sections: {found.line.manifest.title}"
    return render_template(
        "documents/sections.html", frame=frame_of(found.view, "documents", heading), boxes=boxes,
        fault=fault, key=found.line.key, title=found.line.manifest.title, one_use_key=one_use_key,
    )  # fmt: skip


def _boxes(found: DocumentOfCase) -> list[SectionBox]:
    """Every section as it is recorded now."""
    now = current_sections(found.view.facts)
    boxes = []
    for field in sections_in(found.line.manifest):
        record = now.get(_name(field))
        text = _plain(str(record.payload.text)) if record else ""
        boxes.append(_box(field, text, record.pin if record else "", sha256_of(text)))
    return boxes


def _sent_boxes(found: DocumentOfCase) -> list[SectionBox]:
    """What was typed, with the versions that the form was filled with."""
    return [
        _box(field, _sent("text", field), _sent("pin", field), _sent("shown", field))
        for field in sections_in(found.line.manifest)
        if f"text-{_name(field)}" in request.form
    ]


def _compared(found: DocumentOfCase, changed: tuple[str, ...]) -> list[SectionBox]:
    """What was typed beside what is recorded now; saving again is then a decision."""
    now = current_sections(found.view.facts)
    typed = {box.name: box for box in _sent_boxes(found) if _was_touched(box)}
    return [_beside(found, box, typed.get(box.name, box).text, now.get(box.name),
                    box.name in changed) for box in _boxes(found)]  # fmt: skip


def _beside(
    found: DocumentOfCase, box: SectionBox, text: str, record: RecordVersion | None, newer: bool
) -> SectionBox:
    if not newer:
        return replace(box, text=text)
    by = found.view.recorded_by(record) if record else ""
    return replace(box, text=text, newer=box.text, newer_by=by)


def _was_touched(box: SectionBox) -> bool:
    return sha256_of(box.text) != box.shown


def _box(field: Field, text: str, pin: str, shown: str) -> SectionBox:
    label = field.label[:1].upper() + field.label[1:]
    return SectionBox(_name(field), label, field.remedy, field.required, text, pin, shown)


def _name(field: Field) -> str:
    return field.source.partition(".")[2]


def _sent(part: str, field: Field) -> str:
    return _plain(request.form.get(f"{part}-{_name(field)}", ""))


def _plain(text: str) -> str:
    """The text as it is kept: one kind of line break, nothing around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
