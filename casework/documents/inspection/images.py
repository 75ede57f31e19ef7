"""Images: decoded whole, within a limit of pixels."""

from __future__ import annotations

import io

from PIL import Image, UnidentifiedImageError

from casework.documents.inspection.kinds import FileKind
from casework.documents.inspection.limits import InspectionLimits
from casework.documents.inspection.outcome import RefusedFile, corrupt, mismatch

FORMATS = {
    "image/png": {"PNG"},
    "image/jpeg": {"JPEG", "MPO"},
    "image/gif": {"GIF"},
    "image/webp": {"WEBP"},
    "image/tiff": {"TIFF"},
}
"""Pillow's names; MPO is a JPEG with a second picture behind it, as some telephones make."""

BOMB = (Image.DecompressionBombError, Image.DecompressionBombWarning)
BROKEN = (OSError, SyntaxError, ValueError, EOFError, TypeError, KeyError, IndexError)


def check_image(name: str, kind: FileKind, content: bytes, limits: InspectionLimits) -> None:
    """Raises RefusedFile unless every frame of the image decodes within the limits."""
    formats = FORMATS[kind.media_type]
    try:
        with Image.open(io.BytesIO(content), formats=sorted(formats - {"MPO"})) as picture:
            if picture.format not in formats:
                raise mismatch(name, f"it is named as a {kind.kind}, but it holds another image")
            decode_frames(name, picture, limits)
    except BOMB as fault:
        raise too_many_pixels(name, limits) from fault
    except UnidentifiedImageError as fault:
        raise mismatch(name, f"it is named as a {kind.kind}, but it is not one") from fault
    except BROKEN as fault:
        raise corrupt(name, kind.kind) from fault


def decode_frames(name: str, picture: Image.Image, limits: InspectionLimits) -> None:
    left = limits.image_pixels_in_all_frames
    for number in range(limits.image_frames + 1):
        try:
            picture.seek(number)
        except EOFError:
            return
        pixels = picture.width * picture.height
        left -= pixels
        if pixels > limits.image_pixels or left < 0 or number == limits.image_frames:
            raise too_many_pixels(name, limits)
        picture.load()


def too_many_pixels(name: str, limits: InspectionLimits) -> RefusedFile:
    return RefusedFile(
        name,
        "unpacks-too-large",
        f"it has more than {limits.image_pixels // 1_000_000} million pixels, or too many frames",
        "Save it in a smaller size, or as PDF, and upload that.",
    )
