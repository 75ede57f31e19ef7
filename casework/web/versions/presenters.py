"""A change of version as strings and links."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for

from casework.domain.dates import london_date, long_date
from casework.domain.facts import RecordVersion
from casework.engine.comparing import CheckChange
from casework.engine.definition import Gate
from casework.engine.version_change import VersionChange, lies_behind
from casework.services.reading import CaseView
from casework.web.cases.record_links import title_of
from casework.web.cases.words import counted, in_words

BEHIND = "It lies behind this case and is not asked, unless the case goes back."


@dataclass(frozen=True, slots=True)
class Line:
    """One gate or check: its title, its code, what is said of it, and its page."""

    title: str
    ref: str
    detail: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a heading, with how many there are."""

    heading: str
    count: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class TriedVersion:
    """What a change of version would do: what speaks against it, and what differs."""

    before: int
    after: int
    refused: tuple[str, ...]
    sections: tuple[Section, ...]
    waits: Section


def tried_version(view: CaseView, tried: VersionChange) -> TriedVersion:
    """The page of a change that is tried."""
    d = tried.compared
    after, before = tried.after, tried.before
    sections: tuple[Section, ...] = (
        _section("Gates that are added", "gate", (
            Line(g.title, g.ref, _added(view, tried, g),
                 _gate(after.pathway, after.version, g.ref))
            for g in d.gates_added
        )),
        _section("Gates that fall away", "gate", (
            Line(g.title, g.ref, g.reason, _gate(before.pathway, before.version, g.ref))
            for g in d.gates_removed
        )),
        _section("Gates that stand elsewhere", "gate", (
            Line(g.title, g.ref, "", _gate(after.pathway, after.version, g.ref))
            for g in d.gates_moved
        )),
        _section("Checks that are added", "check", (
            Line(c.asks, c.ref, "", _gate(after.pathway, after.version, c.gate))
            for c in d.checks_added
        )),
        _section("Checks that fall away", "check", (
            Line(c.asks, c.ref, "", _gate(before.pathway, before.version, c.gate))
            for c in d.checks_removed
        )),
        _section("Checks that are asked differently", "check", (
            Line(c.asks, c.ref, f"Different: {in_words(c.what)}.",
                 _gate(after.pathway, after.version, c.ref.partition('.')[0]))
            for c in d.checks_changed
        )),
    )  # fmt: skip
    sections += (
        _section("Sign-offs that are asked for again", "sign-off",
                 (_signed(view, r) for r in tried.signed_anew)),
    )  # fmt: skip
    return TriedVersion(
        before.version, after.version, tried.refused,
        tuple(s for s in sections if s.lines),
        _section("What the next moves of this case wait for", "check",
                 (_check(view, c) for c in tried.checks)),
    )  # fmt: skip


def _section(heading: str, what: str, lines: Iterable[Line]) -> Section:
    found = tuple(lines)
    return Section(heading, counted(len(found), what), found)


def _check(view: CaseView, change: CheckChange) -> Line:
    result = change.result
    reason = view.names.fill(result.reason)
    detail = f"{change.change.value.capitalize()}. {reason}".strip()
    return Line(result.criterion.asks, result.criterion.ref, detail)


def _added(view: CaseView, tried: VersionChange, gate: Gate) -> str:
    if lies_behind(gate, tried.after, view.judged.stage):
        return f"{BEHIND} {gate.reason}"
    return gate.reason


def _signed(view: CaseView, record: RecordVersion) -> Line:
    return Line(title_of(record, view.names), record.payload.criterion,
                "Its check asks something else in the new version.")  # fmt: skip


def _gate(pathway: str, version: int, ref: str) -> str:
    return url_for("catalogue.show_gate", pathway=pathway, version=version, gate=ref)


def history_lines(view: CaseView) -> list[str]:
    """The last change of version in a sentence; the audit trail has them all."""
    found = view.facts.single("pathway_version")
    if found is None:
        return []
    p = found.payload
    what = "Undone" if p.undoes else "Moved"
    on = long_date(london_date(found.recorded_at))
    return [f"{what} from version {p.before} to version {p.version} on {on}, by "
            f"{view.recorded_by(found)}. Reason: {p.reason}"]  # fmt: skip
