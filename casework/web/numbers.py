"""Whole numbers that a page or an address carries: of bounded length, since anybody may send any.

A longer one fits no database column, and thousands of digits cannot even be read as a number.
"""

from __future__ import annotations

from werkzeug.routing import IntegerConverter, ValidationError

MOST_DIGITS = 9
NO_VERSION = -1


def version_in(given: str | None) -> int:
    """The version that a form holds; ``NO_VERSION``, which no record has, where it holds none."""
    given = given or ""
    fits = given.isascii() and given.isdigit() and len(given) <= MOST_DIGITS
    return int(given) if fits else NO_VERSION


class BoundedNumber(IntegerConverter):
    """``int`` in an address: a number too long to be one of ours is no page, so a 404."""

    def to_python(self, value: str) -> int:
        if len(value) > MOST_DIGITS:
            raise ValidationError
        return int(super().to_python(value))
