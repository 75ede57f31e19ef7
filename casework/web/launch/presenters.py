"""Findings of the launch check with names, tags and how sure we are, as the page shows them."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.forces import CONFIDENCE
from casework.domain.launch.findings import Finding, Part, Weight
from casework.services.reading import CaseView
from casework.web.cases.words import Tag

COLOURS = {Weight.CONSIDER: "yellow", Weight.NOT_KNOWN: "orange", Weight.NOTHING: "grey"}


@dataclass(frozen=True, slots=True)
class FindingShown:
    """One line of the page."""

    tag: Tag
    what: str
    why: str
    rule: str


@dataclass(frozen=True, slots=True)
class PartShown:
    """The findings on one subject."""

    title: str
    lines: tuple[FindingShown, ...]


def parts_shown(view: CaseView, parts: tuple[Part, ...]) -> tuple[PartShown, ...]:
    """All findings, in their order."""
    return tuple(
        PartShown(part.title, tuple(_shown(view, finding) for finding in part.findings))
        for part in parts
    )


def _shown(view: CaseView, finding: Finding) -> FindingShown:
    tag = Tag("Noted" if finding.weight is Weight.NOTHING else finding.weight.value,
              COLOURS[finding.weight])  # fmt: skip
    basis = finding.basis
    return FindingShown(
        tag, view.names.fill(finding.what), basis.why,
        f"{basis.rule}. {basis.tag}: {CONFIDENCE[basis.tag]}.",
    )  # fmt: skip
