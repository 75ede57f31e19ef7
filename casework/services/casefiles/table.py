"""The report of a replay for people: a table of acts, and each refusal with its blockers."""

from __future__ import annotations

import textwrap

from casework.services.casefiles.report import ActReport, ReplayReport, filled_gates

WIDTH = 100
COLUMNS = "{:>4}  {:<12} {:<15} {:<37} {:<18} {:<9}"


def table_of(report: ReplayReport) -> str:
    """The whole report as lines of text."""
    lines = [
        f"Replay of {report.reference}: {report.title}",
        f"{report.pathway} version {report.version}, {len(report.acts)} acts",
        *(line for note in report.notes for line in textwrap.wrap(note, WIDTH)),
        *_base_lines(report),
        "",
        COLUMNS.format("", "judged on", "act", "what", "outcome", "stage").rstrip(),
    ]
    for act in report.acts:
        lines += _act_lines(act)
    return "\n".join([*lines, "", *_end_lines(report)])


def _base_lines(report: ReplayReport) -> list[str]:
    base = report.base
    if base is None:
        return []
    return textwrap.wrap(
        f"Base: compliant in {base.stage} on {base.judged_on}, walked from {base.began_on}; "
        f"filled by assumption: {', '.join(base.filled_gates)}.", WIDTH,
    )  # fmt: skip


def _act_lines(act: ActReport) -> list[str]:
    outcome = "happened anyway" if act.happened_anyway else str(act.outcome)
    what = textwrap.shorten(act.what, 37, placeholder="...")
    marked = f"{outcome}{' *' if act.assumed else ''}"
    lines = [COLUMNS.format(act.index, act.judged_on, act.act, what, marked, act.stage).rstrip()]
    if act.filled:
        gates = ", ".join(dict.fromkeys(f.gate for f in act.filled))
        lines += _indented(f"filled by assumption: {gates}")
    if act.message:
        lines += _indented(act.message)
    for blocker in act.blockers:
        whose = ", ".join(blocker.whose_move) or "nobody here"
        about = f" for {blocker.subject}" if blocker.subject else ""
        lines += _indented(
            f"- {blocker.criterion}{about} ({blocker.force}): {blocker.reason} "
            f"Whose move: {whose}."
        )
    lines += [line for f in act.flags for line in _indented(
        f"? {f.criterion}{f' for {f.subject}' if f.subject else ''}: {f.reason}")]  # fmt: skip
    lines += [f"{'':6}- frozen by {f.hold} since {f.since}" for f in act.frozen_by]
    lines += [line for m in act.left_open for line in _indented(
        f"- left open by a succession, {m.about}: {m.reason}. Whose move: "
        f"{', '.join(m.whose_move)}.")]  # fmt: skip
    lines += [line for reason in act.conditions for line in _indented(f"- {reason}")]
    if act.expectation_held is False:
        lines.append(f"{'':6}EXPECTED: {act.expected}")
    if act.unexpected:
        lines.append(f"{'':6}UNEXPECTED: the file expects nothing else than that this succeeds")
    return lines


def _indented(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=" " * 6, subsequent_indent=" " * 8)


def _end_lines(report: ReplayReport) -> list[str]:
    holds = ", ".join(f"{h.hold} since {h.started_on}" for h in report.holds) or "none"
    lines = [
        f"The case stands in {report.stage} ({report.stage_title}), judged on {report.judged_on}.",
        f"Open holds: {holds}.",
    ]
    for move in report.next_moves:
        state = "open" if move.allowed else f"{len(move.blocked_by)} things in the way"
        lines.append(f"Next: {move.move} ({move.title}): {state}.")
    gates = filled_gates(report)
    if report.assume_unrecorded:
        lines += textwrap.wrap(f"Filled by assumption: {', '.join(gates) or 'nothing'}.", WIDTH)
    if any(act.assumed for act in report.acts):
        lines.append("* assumed by the file itself: no source states it.")
    stated = [act for act in report.acts if act.expectation_held is not None]
    failed = [str(act.index) for act in stated if not act.expectation_held]
    lines.append(
        f"Expectations: {len(stated) - len(failed)} of {len(stated)} hold"
        + (f"; failed: {', '.join(failed)}" if failed else "") + "."
    )  # fmt: skip
    return lines
