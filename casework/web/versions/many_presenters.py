"""Cases on which a version is tried, and what came of moving them, as strings and links."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for

from casework.engine.comparing import Change
from casework.engine.version_change import VersionChange
from casework.services.version_changes import ChangeResult
from casework.services.version_moves import CaseTried
from casework.web.cases.words import counted, in_words

NOTHING = "none"


@dataclass(frozen=True, slots=True)
class Differing:
    """What is added, falls away or differs: how much in words, and each by its title and code."""

    heading: str
    count: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TriedCase:
    """One case: whether it may move, why not, and what would differ. ``value`` is empty if not."""

    value: str
    label: str
    reference: str
    title: str
    stands: str
    address: str
    in_full: str
    refused: tuple[str, ...]
    differing: tuple[Differing, ...]


@dataclass(frozen=True, slots=True)
class ResultLine:
    """What came of one case, in a sentence, with where it is undone."""

    reference: str
    address: str
    done: bool
    words: str
    undo: str = ""


def case_tried(case: CaseTried) -> TriedCase:
    """One case of the page."""
    before, after = case.tried.before.version, case.tried.after.version
    return TriedCase(
        f"{case.reference}@{before}" if case.tried.allowed else "",
        f"{case.reference} {case.title}", case.reference, case.title,
        f"In “{case.stage}”, on version {before}.",
        url_for("cases.show", reference=case.reference),
        url_for("versions.change", reference=case.reference, version=after),
        case.tried.refused, tuple(_differing(case.tried)),
    )  # fmt: skip


def _differing(tried: VersionChange) -> Iterable[Differing]:
    d = tried.compared
    yield _some("Gates that are added", "gate", (f"{g.title} ({g.ref})" for g in d.gates_added))
    anew = (f"{r.payload.criterion}, {r.payload.role}" for r in tried.signed_anew)
    yield _some("Sign-offs that are asked for again", "sign-off", anew)
    yield _some("Gates that fall away", "gate", (f"{g.title} ({g.ref})" for g in d.gates_removed))
    yield _some("Gates that change", "gate", _gates_that_change(tried))
    yield _some(
        "Checks that the next moves would newly wait for", "check",
        (f"{c.result.criterion.asks} ({c.result.criterion.ref})" for c in tried.checks
         if c.change is Change.BECOMES_UNMET),
    )  # fmt: skip


def _gates_that_change(tried: VersionChange) -> Iterable[str]:
    """Gates of both versions that stand elsewhere or have other checks, each with what differs."""
    d = tried.compared
    what: dict[str, list[str]] = {g.ref: ["where it stands"] for g in d.gates_moved}
    for c in d.checks_added:
        what.setdefault(c.gate, []).append("a check more")
    for c in d.checks_removed:
        what.setdefault(c.gate, []).append("a check less")
    for changed in d.checks_changed:
        what.setdefault(changed.ref.partition(".")[0], []).extend(changed.what)
    titles = {g.ref: g.title for g in tried.after.gates}
    for ref, found in what.items():
        yield f"{titles.get(ref, ref)} ({ref}): {in_words(tuple(dict.fromkeys(found)))}"


def _some(heading: str, what: str, lines: Iterable[str]) -> Differing:
    found = tuple(lines)
    return Differing(heading, counted(len(found), what) if found else NOTHING, found)


def result_lines(results: Iterable[ChangeResult], version: int) -> list[ResultLine]:
    """What came of each case."""
    return [
        ResultLine(
            r.reference, url_for("versions.show", reference=r.reference), not r.refused,
            r.refused or f"It is on version {version} now.",
            "" if r.refused else url_for("versions.undo", reference=r.reference),
        )
        for r in results
    ]  # fmt: skip
