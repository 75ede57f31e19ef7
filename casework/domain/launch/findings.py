"""What one finding of the launch check says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """How a finding is to be taken."""

    CONSIDER = "To consider"
    NOT_KNOWN = "Not known"
    NOTHING = "Nothing found"


@dataclass(frozen=True, slots=True)
class Basis:
    """Why something matters, the rule behind it, and its tag: C1 read in the primary text, C2 in a
    secondary source, A assumed."""

    why: str
    rule: str
    tag: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: what was found, with organisations as `{org:key}`, and what it rests on."""

    weight: Weight
    what: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Part:
    """The findings on one subject."""

    title: str
    findings: tuple[Finding, ...]


def consider(what: str, basis: Basis) -> Finding:
    return Finding(Weight.CONSIDER, what, basis)


def not_known(what: str, basis: Basis) -> Finding:
    return Finding(Weight.NOT_KNOWN, what, basis)


def nothing(what: str, basis: Basis) -> Finding:
    return Finding(Weight.NOTHING, what, basis)
