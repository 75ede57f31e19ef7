"""Streams of a PDF measured before qpdf inflates any of them whole."""

from __future__ import annotations

import re
import zlib

from casework.documents.inspection.limits import InspectionLimits
from casework.documents.inspection.outcome import RefusedFile
from casework.documents.inspection.zip_reading import too_much

STREAM = re.compile(rb"stream\r?\n")
FILTER = re.compile(rb"/\w+Decode\b")
INDIRECT_FILTER = re.compile(rb"/Filter\s*\d")
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
PIECE_BYTES = 256 * 1024
LONGEST_DICTIONARY_BYTES = 64 * 1024


def check_streams(name: str, content: bytes, limits: InspectionLimits) -> None:
    """Raises RefusedFile where a stream other than a picture inflates out of all proportion.

    Opening a PDF inflates its cross-references and object streams; a small file could otherwise
    take all memory. Pictures are not inflated on opening, and blank ones shrink a thousandfold.
    """
    left = limits.pdf_unpacked_bytes
    for match in STREAM.finditer(content):
        dictionary = dictionary_before(content, match.start())
        structural = b"ObjStm" in dictionary or b"XRef" in dictionary
        if structural and not plainly_deflated(dictionary):
            raise strange(name)
        if structural or b"/Image" not in dictionary:
            left -= inflated_size(name, content, match.end(), limits)
        if left < 0:
            raise too_much(name, "it unpacks to more than is allowed")


def dictionary_before(content: bytes, start: int) -> bytes:
    """The dictionary of the stream that starts here, with escaped names written out."""
    begin = content.rfind(b"obj", max(0, start - LONGEST_DICTIONARY_BYTES), start)
    raw = content[max(begin, start - LONGEST_DICTIONARY_BYTES, 0) : start]
    return ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), raw)


def plainly_deflated(dictionary: bytes) -> bool:
    """Whether the stream is packed once at most: bombs are packed twice."""
    filters = FILTER.findall(dictionary)
    return filters in ([], [b"/FlateDecode"]) and not INDIRECT_FILTER.search(dictionary)


def inflated_size(name: str, content: bytes, start: int, limits: InspectionLimits) -> int:
    """How many bytes the stream inflates to, 0 if it is not deflated; raises RefusedFile."""
    inflater = zlib.decompressobj()
    position, packed, size = start, b"", 0
    try:
        while not inflater.eof:
            if not packed:
                packed = content[position : position + PIECE_BYTES]
                position += len(packed)
            if not packed:
                break
            size += len(inflater.decompress(packed, PIECE_BYTES))
            packed = inflater.unconsumed_tail
            check_ratio(name, size, position - start - len(packed), limits)
    except zlib.error:
        # Not deflated, or broken: qpdf judges that.
        return size
    return size


def check_ratio(name: str, size: int, packed: int, limits: InspectionLimits) -> None:
    if size > limits.ratio_applies_above and size > packed * limits.unpack_ratio:
        raise too_much(name, "a part of it unpacks to far more than it should")


def strange(name: str) -> RefusedFile:
    return RefusedFile(
        name,
        "unpacks-too-large",
        "its inner lists are packed in a way that no common program uses",
        "Open it, print it to a new PDF, and upload that.",
    )
