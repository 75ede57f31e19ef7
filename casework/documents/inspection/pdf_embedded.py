"""The files embedded in a PDF: each under the rules for any other file."""

from __future__ import annotations

import zlib

import pikepdf

from casework.documents.inspection.inner import InspectInner
from casework.documents.inspection.limits import Allowance
from casework.documents.inspection.outcome import Inspection, RefusedFile, corrupt
from casework.documents.inspection.zip_reading import too_much


def inspect_embedded_files(
    name: str, specifications: list[pikepdf.Object], allowance: Allowance, inner: InspectInner
) -> tuple[Inspection, ...]:
    """Every embedded file inspected, one read by two names only once; raises RefusedFile."""
    found = []
    seen = set()
    for specification in specifications:
        for stream in embedded_streams(specification):
            if stream.objgen in seen:
                continue
            seen.add(stream.objgen)
            content = unpacked(name, stream, allowance)
            try:
                found.append(inner(embedded_name(specification), content))
            except RefusedFile as refusal:
                raise refusal.inside(name, "the file embedded in it as") from refusal
    return tuple(found)


def embedded_streams(specification: pikepdf.Object) -> list[pikepdf.Object]:
    holder = specification["/EF"]
    if not isinstance(holder, pikepdf.Dictionary):
        return []
    values = [holder[key] for key in holder.keys()]  # noqa: SIM118
    return [value for value in values if isinstance(value, pikepdf.Stream)]


def embedded_name(specification: pikepdf.Object) -> str:
    for key in ("/UF", "/F"):
        value = specification.get(key)
        if isinstance(value, pikepdf.String):
            return str(value)
    return "embedded file"


def unpacked(name: str, stream: pikepdf.Object, allowance: Allowance) -> bytes:
    """The embedded bytes, inflated no further than the allowance; raises RefusedFile."""
    raw = stream.read_raw_bytes()
    filters = stream.get("/Filter")
    if isinstance(filters, pikepdf.Array) and len(filters) <= 1:
        filters = filters[0] if len(filters) else None
    if filters is None:
        content = raw
    elif filters == pikepdf.Name.FlateDecode and "/DecodeParms" not in stream:
        content = inflated(name, raw, allowance)
    else:
        raise corrupt(name, "PDF document")
    allowance.unpacked_bytes -= len(content)
    return content


def inflated(name: str, raw: bytes, allowance: Allowance) -> bytes:
    most = min(allowance.unpacked_bytes, allowance.limits.file_bytes)
    inflater = zlib.decompressobj()
    try:
        content = inflater.decompress(raw, most + 1)
    except zlib.error as fault:
        raise corrupt(name, "PDF document") from fault
    if len(content) > most:
        raise too_much(name, "a file embedded in it unpacks to more than is allowed")
    return content
