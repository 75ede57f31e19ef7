"""The one way in: extension, sniffed type and structure of a file must agree."""

from __future__ import annotations

import hashlib

from casework.documents.inspection.emails import inspect_email
from casework.documents.inspection.images import check_image
from casework.documents.inspection.inner import InspectInner
from casework.documents.inspection.kinds import FileKind, accepted_kind
from casework.documents.inspection.limits import (
    DEFAULT_LIMITS,
    Allowance,
    InspectionLimits,
    plain_size,
)
from casework.documents.inspection.names import extension_of, safe_download_name
from casework.documents.inspection.office import inspect_office
from casework.documents.inspection.outcome import Inspection, RefusedFile, too_deep
from casework.documents.inspection.pdf import inspect_pdf
from casework.documents.inspection.sniffing import (
    check_single_type,
    check_sniffed,
    dangerous_kind,
)
from casework.documents.inspection.texts import check_csv, check_text


def inspect_file(
    name: str, content: bytes, limits: InspectionLimits = DEFAULT_LIMITS
) -> Inspection:
    """What the file is; raises RefusedFile, with what to do instead, if it may not be kept.

    ``name`` is as it came and is trusted for nothing but the extension, which the content must
    bear out. Files inside (attachments, embedded files) are inspected by the same rules, and
    all of them together within one allowance of unpacked bytes.
    """
    return inspect_at_depth(name, content, Allowance.of(limits), 0)


def inspect_at_depth(name: str, content: bytes, allowance: Allowance, depth: int) -> Inspection:
    safe = safe_download_name(name)
    check_size(safe, content, allowance.limits)
    extension = extension_of(safe)
    if (danger := dangerous_kind(content)) is not None:
        raise danger.refusal(safe)
    kind = accepted_kind(safe, extension)
    check_single_type(safe, kind, content)
    check_sniffed(safe, kind, content)
    inside, encoding = check_structure(safe, kind, content, allowance, inner_of(allowance, depth))
    return Inspection(
        name=safe,
        media_type=kind.media_type,
        extension=extension,
        kind=kind.kind,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        attachments=inside,
        embedded_count=sum(1 + attached.embedded_count for attached in inside),
        text_encoding=encoding,
    )


def check_size(name: str, content: bytes, limits: InspectionLimits) -> None:
    if not content:
        raise RefusedFile(
            name,
            "empty",
            "it has no content (0 bytes)",
            "Check that the original opens, then upload it again.",
        )
    if len(content) > limits.file_bytes:
        raise RefusedFile(
            name,
            "too-large",
            f"it is {plain_size(len(content))}, and the limit is {plain_size(limits.file_bytes)}",
            "Make it smaller (compress its pictures) or split it into parts.",
        )


def inner_of(allowance: Allowance, depth: int) -> InspectInner:
    """Inspects a file one level deeper, counted against the same allowance."""

    def inspect_inner(name: str, content: bytes) -> Inspection:
        allowance.files -= 1
        if depth + 1 > allowance.limits.nesting or allowance.files < 0:
            raise too_deep(safe_download_name(name))
        return inspect_at_depth(name, content, allowance, depth + 1)

    return inspect_inner


def check_structure(
    name: str, kind: FileKind, content: bytes, allowance: Allowance, inner: InspectInner
) -> tuple[tuple[Inspection, ...], str | None]:
    """The files inside and the text encoding, once the file opens as its kind."""
    match kind.family:
        case "pdf":
            return inspect_pdf(name, kind, content, allowance, inner), None
        case "office":
            return inspect_office(name, kind, content, allowance, inner), None
        case "email":
            return inspect_email(name, kind, content, allowance.limits, inner), None
        case "image":
            check_image(name, kind, content, allowance.limits)
            return (), None
        case "csv":
            return (), check_csv(name, kind, content)
        case _:
            return (), check_text(name, kind, content)
