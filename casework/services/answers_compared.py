"""What a move came to then and what it comes to now, compared point by point."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_PARTS = ("state", "reason", "relied_on", "signatures")
_Answers = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it was.

    ``part`` is `state`, `reason`, `relied_on` or `signatures` of a check, `asked` if the check
    was asked then and is not now, or the other way round, and `hold`, `condition` or `left open`
    for what bars a move beside its checks (``criterion`` and ``subject`` are empty then). Of
    `relied_on` and `signatures`, ``was`` and ``now`` are pins.
    """

    part: str
    was: str
    now: str
    criterion: str = ""
    subject: str = ""


def differences(then: _Answers, now: _Answers) -> tuple[Difference, ...]:
    """Every difference between two judgements, as snapshots hold them.

    What the earlier one did not keep is not compared.
    """
    return (
        *_of_checks(_by_check(then["results"]), _by_check(now["results"])),
        *_of_bars("hold", then, now, "freezes"),
        *_of_bars("condition", then, now, "conditions"),
        *_of_bars("left open", then, now, "left_open"),
    )


def _by_check(results: list[list[Any]]) -> dict[tuple[str, str], list[Any]]:
    return {(result[0], result[1]): result[2:] for result in results}


def _of_checks(
    then: dict[tuple[str, str], list[Any]], now: dict[tuple[str, str], list[Any]]
) -> Iterator[Difference]:
    for criterion, subject in dict.fromkeys([*then, *now]):
        was, is_now = then.get((criterion, subject)), now.get((criterion, subject))
        if was is None or is_now is None:
            yield Difference(
                "asked", _yes_or_no(was is not None), _yes_or_no(is_now is not None),
                criterion, subject,
            )  # fmt: skip
            continue
        for part, before, after in zip(_PARTS, was, is_now, strict=True):
            if before != after:
                yield Difference(part, _text(before), _text(after), criterion, subject)


def _of_bars(part: str, then: _Answers, now: _Answers, name: str) -> Iterator[Difference]:
    if name not in then:
        return
    for bar in dict.fromkeys([*then[name], *now[name]]):
        was, is_now = bar in then[name], bar in now[name]
        if was != is_now:
            yield Difference(part, bar if was else "", bar if is_now else "")


def _yes_or_no(value: bool) -> str:
    return "yes" if value else "no"


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ", ".join(value)
