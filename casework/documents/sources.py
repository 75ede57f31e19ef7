"""Dotted paths from a manifest's field to the fact that fills it.

A path starts at an attribute of `DocumentContext`, or at `document` for the stamp of the document
itself. `sections.<name>` is the text that officers wrote under that name.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping

from casework.documents.context import DocumentContext
from casework.documents.impact_chapters import CHAPTERS
from casework.documents.stamp import Stamp


def find_source(path: str, context: DocumentContext, stamp: Stamp) -> object:
    """The value at the end of the path, or None where any step of it is not recorded."""
    first, *rest = path.split(".")
    value: object = stamp if first == "document" else getattr(context, first)
    for step in rest:
        if value is None:
            return None
        value = value.get(step) if isinstance(value, Mapping) else getattr(value, step)
    return value


def explain_broken_source(path: str) -> str | None:
    """Which step of the path leads nowhere, or None if every step exists."""
    return _walk(path)[1]


def row_class_of(path: str) -> type | None:
    """The class of the rows of a list at the end of the path, or None if it is no list."""
    end = _walk(path)[0]
    return typing.get_args(end)[0] if typing.get_origin(end) is tuple else None


def _walk(path: str) -> tuple[object, str | None]:
    first, *rest = path.split(".")
    if first == "document":
        end: object = Stamp
    else:
        end, rest = DocumentContext, [first, *rest]
    for step in rest:
        following = _step(end, step)
        if following is None:
            return None, f"{getattr(end, '__name__', end)} has no {step!r}"
        end = following
    return end, None


def _step(owner: object, name: str) -> object | None:
    if typing.get_origin(owner) is Mapping or typing.get_origin(owner) is dict:
        value_type = typing.get_args(owner)[1]
        known_chapter = value_type is str or name in CHAPTERS
        return value_type if known_chapter else None
    if not isinstance(owner, type):
        return None
    attribute = owner.__dict__.get(name)
    if isinstance(attribute, property):
        return _without_none(typing.get_type_hints(attribute.fget).get("return"))
    return _without_none(typing.get_type_hints(owner).get(name))


def _without_none(hint: object) -> object:
    if isinstance(hint, types.UnionType):
        rest = [part for part in typing.get_args(hint) if part is not types.NoneType]
        return rest[0]
    return hint
