"""Saved emails (.eml): a readable message, and attachments under the rules for any file."""

from __future__ import annotations

import email
import email.header
import email.policy
from collections.abc import Iterator
from email.message import Message

from casework.documents.inspection.inner import InspectInner
from casework.documents.inspection.kinds import EXTENSION_OF_MEDIA_TYPE, FileKind
from casework.documents.inspection.limits import InspectionLimits
from casework.documents.inspection.outcome import (
    Inspection,
    RefusedFile,
    corrupt,
    mismatch,
    too_deep,
)

BODY_TYPES = {"text/plain", "text/html", "text/calendar", "text/enriched"}
LOCKED_TYPES = {"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"}
WRITTEN_BY = ("From", "Sender")
DATED_BY = ("Date", "Received", "Message-ID")
FAULTS = {
    "StartBoundaryNotFoundDefect",
    "NoBoundaryInMultipartDefect",
    "MultipartInvariantViolationDefect",
    "InvalidBase64CharactersDefect",
    "InvalidBase64LengthDefect",
}
"""Faults that mail programs read differently: what we see may not be what they show."""

LONGEST_HEADERS = 256 * 1024


def inspect_email(
    name: str, kind: FileKind, content: bytes, limits: InspectionLimits, inner: InspectInner
) -> tuple[Inspection, ...]:
    """The attachments, inspected, in the order of the mail; raises RefusedFile."""
    try:
        message = email.message_from_bytes(content, policy=email.policy.compat32)
        check_headers(name, kind, message)
        return tuple(
            inspect_attachment(name, attached_name, attached, inner)
            for attached_name, attached in attachments(name, kind, message, limits)
        )
    except RecursionError as fault:
        raise too_deep(name) from fault
    except (LookupError, ValueError, TypeError, AssertionError) as fault:
        raise corrupt(name, kind.kind) from fault


def check_headers(name: str, kind: FileKind, message: Message) -> None:
    """Raises RefusedFile unless the file says who wrote the mail and when it went."""
    written = any(message.get(header) for header in WRITTEN_BY)
    dated = any(message.get(header) for header in DATED_BY)
    if not (written and dated):
        raise mismatch(name, f"it is named as a {kind.kind}, but has no sender or date")
    if sum(len(str(value)) for _, value in message.items()) > LONGEST_HEADERS:
        raise corrupt(name, kind.kind)


def attachments(
    name: str, kind: FileKind, message: Message, limits: InspectionLimits
) -> Iterator[tuple[str, bytes]]:
    """Name and content of each attachment; a mail within the mail is one, unopened."""
    waiting = [message]
    count = 0
    while waiting:
        part = waiting.pop(0)
        check_part(name, kind, part)
        if part.get_content_type() == "message/rfc822":
            count += 1
            yield attached_name(part, count), mail_inside(name, kind, part)
        elif part.is_multipart():
            waiting[:0] = list(part.get_payload())  # type: ignore[arg-type]
        elif not is_body(part):
            count += 1
            yield attached_name(part, count), decoded_payload(name, kind, part)
        if count > limits.attachments or len(waiting) > limits.attachments * 4:
            raise RefusedFile(
                name,
                "unpacks-too-large",
                f"it has more than {limits.attachments} attachments",
                "Save the attachments and upload them separately.",
            )


def check_part(name: str, kind: FileKind, part: Message) -> None:
    if part.get_content_type() in LOCKED_TYPES:
        raise RefusedFile(
            name,
            "password-protected",
            "the mail is encrypted",
            "Save a decrypted copy as .eml or PDF, and upload that.",
        )
    if FAULTS & {type(defect).__name__ for defect in part.defects}:
        raise corrupt(name, kind.kind)


def is_body(part: Message) -> bool:
    """Whether the part is what the writer wrote, and not a file put beside it."""
    beside = part.get_content_disposition() == "attachment" or part.get_filename()
    return part.get_content_type() in BODY_TYPES and not beside


def mail_inside(name: str, kind: FileKind, part: Message) -> bytes:
    payload = part.get_payload()
    if not isinstance(payload, list) or len(payload) != 1:
        raise corrupt(name, kind.kind)
    return bytes(payload[0])  # type: ignore[arg-type]


def decoded_payload(name: str, kind: FileKind, part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    check_part(name, kind, part)
    if not isinstance(payload, bytes):
        raise corrupt(name, kind.kind)
    return payload


def attached_name(part: Message, number: int) -> str:
    """The attachment's own name, else one made of its number and declared type."""
    given = part.get_filename()
    if given:
        return str(email.header.make_header(email.header.decode_header(given)))
    extension = EXTENSION_OF_MEDIA_TYPE.get(part.get_content_type(), "")
    return f"attachment-{number}.{extension}" if extension else f"attachment-{number}"


def inspect_attachment(name: str, attached: str, content: bytes, inner: InspectInner) -> Inspection:
    try:
        return inner(attached, content)
    except RefusedFile as refusal:
        raise refusal.inside(name, "its attachment") from refusal
