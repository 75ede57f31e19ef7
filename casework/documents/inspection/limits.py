"""How large an incoming file may be, and how much may unpack from it."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class InspectionLimits:
    """Bytes, counts and pixels above which a file is refused. All limits are inclusive.

    ``unpack_ratio`` is unpacked bytes to packed bytes of one zip entry; entries that unpack to
    less than ``ratio_applies_above`` bytes may exceed it, since short repetitive XML does.
    """

    file_bytes: int = 50 * MEGABYTE
    zip_entries: int = 10_000
    unpacked_bytes: int = 300 * MEGABYTE
    unpack_ratio: int = 200
    ratio_applies_above: int = 10 * MEGABYTE
    image_pixels: int = 80_000_000
    image_pixels_in_all_frames: int = 500_000_000
    image_frames: int = 1_000
    pdf_objects: int = 500_000
    pdf_unpacked_bytes: int = 1024 * MEGABYTE
    attachments: int = 200
    nesting: int = 4
    upload_bytes: int = 200 * MEGABYTE
    upload_files: int = 2_000
    upload_unpacked_bytes: int = 500 * MEGABYTE


DEFAULT_LIMITS = InspectionLimits()


def plain_size(size: int) -> str:
    """The size as a person says it: "50 MB", "812 KB", "40 bytes"."""
    if size >= MEGABYTE:
        return f"{size / MEGABYTE:.0f} MB"
    if size >= 1024:
        return f"{size / 1024:.0f} KB"
    return f"{size} bytes"


@dataclass
class Allowance:
    """What is left of the limits while one file and everything inside it is inspected."""

    limits: InspectionLimits
    unpacked_bytes: int
    files: int

    @classmethod
    def of(cls, limits: InspectionLimits) -> Allowance:
        return cls(limits, limits.unpacked_bytes, limits.attachments)
