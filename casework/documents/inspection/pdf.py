"""PDF files: opened whole by qpdf, with nothing in them that acts."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf

from casework.documents.inspection.inner import InspectInner
from casework.documents.inspection.kinds import FileKind
from casework.documents.inspection.limits import Allowance
from casework.documents.inspection.outcome import Inspection, RefusedFile, corrupt, mismatch
from casework.documents.inspection.pdf_embedded import inspect_embedded_files
from casework.documents.inspection.pdf_streams import check_streams

PRINT_AGAIN = "Open it, print it to a new PDF, and upload that."
ACTIONS = {
    "/JavaScript": "a script",
    "/Launch": "an action that starts another program",
    "/ImportData": "an action that imports a file",
    "/Rendition": "audio or video",
    "/Movie": "audio or video",
    "/Sound": "audio or video",
    "/RichMediaExecute": "audio or video",
}
MEDIA = {"/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"}
CONTAINERS = (pikepdf.Dictionary, pikepdf.Array, pikepdf.Stream)


def inspect_pdf(
    name: str, kind: FileKind, content: bytes, allowance: Allowance, inner: InspectInner
) -> tuple[Inspection, ...]:
    """The files embedded in the PDF, inspected; raises RefusedFile."""
    if not content.startswith(b"%PDF-"):
        raise mismatch(name, f"it is named as a {kind.kind}, but does not begin as one")
    check_streams(name, content, allowance.limits)
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return inspect_opened(name, kind, pdf, allowance, inner)
    except pikepdf.PasswordError as fault:
        raise locked(name, "it is locked with a password") from fault
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError, OverflowError) as fault:
        raise corrupt(name, kind.kind) from fault


def inspect_opened(
    name: str, kind: FileKind, pdf: pikepdf.Pdf, allowance: Allowance, inner: InspectInner
) -> tuple[Inspection, ...]:
    if pdf.is_encrypted:
        raise locked(name, "it is encrypted, with restrictions on what may be done with it")
    if len(pdf.pages) == 0:
        raise corrupt(name, kind.kind)
    check_open_action(name, pdf)
    specifications = []
    for dictionary in dictionaries(name, pdf, allowance.limits.pdf_objects):
        check_dictionary(name, dictionary)
        if "/EF" in dictionary:
            specifications.append(dictionary)
    return inspect_embedded_files(name, specifications, allowance, inner)


def dictionaries(name: str, pdf: pikepdf.Pdf, most: int) -> Iterator[pikepdf.Object]:
    """Every dictionary of the file once, those of streams included."""
    seen = 0
    for top in pdf.objects:
        waiting = [top]
        while waiting:
            thing = waiting.pop()
            seen += 1
            if seen > most:
                raise RefusedFile(
                    name, "unpacks-too-large", f"it has more than {most:,} parts", PRINT_AGAIN
                )
            if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
                yield thing
                values = [thing[key] for key in thing.keys()]  # noqa: SIM118
            elif isinstance(thing, pikepdf.Array):
                values = list(thing)
            else:
                continue
            # An indirect value is in pdf.objects itself.
            waiting += [v for v in values if isinstance(v, CONTAINERS) and not v.is_indirect]


def check_dictionary(name: str, dictionary: pikepdf.Object) -> None:
    """Raises RefusedFile where the dictionary is a script, an action or rich media."""
    if "/JS" in dictionary or "/JavaScript" in dictionary:
        raise active(name, "a script")
    if what := ACTIONS.get(name_in(dictionary, "/S")):
        raise active(name, what)
    if "/Rect" in dictionary and name_in(dictionary, "/Subtype") in MEDIA:
        raise active(name, "audio, video or a 3D model")
    if "/XFA" in dictionary:
        raise active(name, "a form that runs scripts (XFA)")


def check_open_action(name: str, pdf: pikepdf.Pdf) -> None:
    """Raises RefusedFile where opening the file does more than show a page."""
    action = pdf.Root.get("/OpenAction")
    if not isinstance(action, pikepdf.Dictionary):
        return
    if name_in(action, "/S") not in ("/GoTo", "/Named"):
        raise active(name, "an action that runs when it is opened")


def name_in(dictionary: pikepdf.Object, key: str) -> str:
    """The name under the key, or "" where there is something else or nothing."""
    value = dictionary.get(key)
    return str(value) if isinstance(value, pikepdf.Name) else ""


def active(name: str, what: str) -> RefusedFile:
    return RefusedFile(name, "active-content", f"it contains {what}", PRINT_AGAIN)


def locked(name: str, wrong: str) -> RefusedFile:
    return RefusedFile(
        name,
        "password-protected",
        wrong,
        "Ask the author for a copy without a password or restrictions, and upload that.",
    )
