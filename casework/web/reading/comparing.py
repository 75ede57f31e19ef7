"""Two versions of the proposal side by side, and whether they are the same proposal."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.facts import RecordVersion
from casework.domain.proposal import (
    KIND,
    Difference,
    differences,
    is_same_proposal,
    present_version,
    version_used,
    versions,
)
from casework.domain.records import get_kind
from casework.domain.records.proposal_versions import PARAMETERS
from casework.services.reading import CaseView
from casework.web.cases.record_links import RecordLink, address_of_record, title_of
from casework.web.cases.words import counted, fact_date_words, in_words
from casework.web.records.values import Table

SAME = {
    True: "By what is recorded, they are the same proposal.",
    False: "By what is recorded, they are not the same proposal.",
    None: "Whether they are the same proposal cannot be told: parameters are not recorded for "
    "both.",
}
DECLARED = {
    True: "It is declared a material change from the version before it.",
    False: "It is declared not to be a material change from the version before it.",
    None: "Whether it is a material change from the version before it is not declared.",
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two versions, in words and as a table."""

    before: RecordLink
    after: RecordLink
    verdict: str
    declared: str
    counted: str
    table: Table | None
    certificates: tuple[RecordLink, ...]


def choices_of(view: CaseView) -> tuple[tuple[str, str], ...]:
    """Every version with its date and use, in their own order."""
    return tuple((r.key, _title(view, r)) for r in versions(view.facts))


def _title(view: CaseView, record: RecordVersion) -> str:
    uses = get_kind(KIND).specs["used_as"].choices
    used = [uses.get(use, use) for use in record.payload.used_as]
    detail = ", ".join(part for part in (fact_date_words(record.payload.dated), *used) if part)
    return f"{record.payload.title} ({detail})" if detail else str(record.payload.title)


def find_version(view: CaseView, key: str) -> RecordVersion | None:
    """The version with this key, if it is stated."""
    return next((r for r in versions(view.facts) if r.key == key), None)


def usual_pair(view: CaseView) -> tuple[RecordVersion | None, RecordVersion | None]:
    """What was consulted on and what is meant now; without a consultation the last two."""
    found = versions(view.facts)
    after = present_version(view.facts)
    before = version_used(view.facts, "consultation")
    if before is None or (after is not None and before.reference == after.reference):
        others = [r for r in found if after is None or r.reference != after.reference]
        before = others[-1] if others else None
    return before, after


def comparison_of(view: CaseView, before: RecordVersion, after: RecordVersion) -> Comparison:
    """Two versions compared."""
    found = differences(before, after)
    same = is_same_proposal(view.facts, before, after)
    return Comparison(
        before=_link(view, before),
        after=_link(view, after),
        verdict=SAME[same],
        declared=DECLARED[after.payload.material_change],
        counted=_counted(before, after, found),
        table=_table(before, after, found),
        certificates=_certificates(view, before, after),
    )


def _link(view: CaseView, record: RecordVersion) -> RecordLink:
    return RecordLink(_title(view, record), address_of_record(view, record))


def _counted(
    before: RecordVersion, after: RecordVersion, found: tuple[Difference, ...]
) -> str:
    lacking = [str(r.payload.title) for r in (before, after) if not r.payload.parameters]
    if lacking:
        names = in_words(f"“{name}”" for name in dict.fromkeys(lacking))
        return f"No parameters are recorded of {names}, so nothing can be compared."
    if not found:
        return "No parameter differs."
    return f"{counted(len(found), 'parameter differs', 'parameters differ')}."


def _table(
    before: RecordVersion, after: RecordVersion, found: tuple[Difference, ...]
) -> Table | None:
    if not found or not (before.payload.parameters and after.payload.parameters):
        return None
    written = {
        row["of"].casefold(): row["of"]
        for version in (after, before) for row in version.payload.parameters
    }  # fmt: skip
    return Table(
        ("Parameter", "Of what", "Before", "After", "Change"),
        tuple(
            (
                PARAMETERS.get(d.parameter, d.parameter), written.get(d.of, d.of),
                d.before.words or "Not in it", d.after.words or "Not in it", _change(d),
            )
            for d in found
        ),
    )  # fmt: skip


def _change(difference: Difference) -> str:
    if not difference.before.words:
        return "Added"
    if not difference.after.words:
        return "Taken out"
    share = difference.share
    return "Changed" if share is None else f"Changed by {round(share)} in 100"


def _certificates(
    view: CaseView, before: RecordVersion, after: RecordVersion
) -> tuple[RecordLink, ...]:
    pair = (before.reference, after.reference)
    return tuple(
        RecordLink(title_of(r, view.names), address_of_record(view, r))
        for r in view.facts.current("change_certificate")
        if (r.payload.consulted.partition("@")[0], r.payload.decided.partition("@")[0]) == pair
    )
