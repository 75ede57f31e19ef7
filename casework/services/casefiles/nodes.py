"""Parts of a case file, read one by one, with every fault noted and reading on."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from casework.domain.dates import FIRST_YEAR, LAST_YEAR, FactDate, InvalidDate, parse_date
from casework.engine.reading import Faults, Node, shown

ANY_DATE = (
    "a date such as 2016-12-05, 2016-12, 2016, by 2018-05-11, from 2018-05-11, about 2013, "
    "about 2013-04 or unknown"
)
EXACT_DATE = "an exact day such as 2018-02-02"


def items(node: Node, key: str, known: Collection[str], *, first: int = 0) -> Iterator[Node]:
    """The mappings of a list, each with a path that counts from ``first``."""
    value = node.values.get(key)
    if value is None:
        return
    if not isinstance(value, list):
        node.faults.add(key, shown(value), "a list")
        return
    for number, item in enumerate(value, start=first):
        yield Node(item, f"{key}[{number}]", node.faults, known)


def text(node: Node, key: str, *, required: bool = False, longest: int = 0) -> str:
    """Text as it stands, its ends stripped; no longer than ``longest``, if that is given."""
    value = node.values.get(key)
    if value is None or value == "":
        if required:
            node.faults.add(at(node, key), "missing", "a text")
        return ""
    if not isinstance(value, str):
        node.faults.add(at(node, key), shown(value), "a text")
        return ""
    if longest and len(value.strip()) > longest:
        node.faults.add(at(node, key), f"{len(value)} characters long", f"at most {longest}")
    return value.strip()


def one_of(node: Node, key: str, allowed: Collection[str], *, required: bool = True) -> str:
    """One of a closed list."""
    value = text(node, key, required=required)
    if value and value not in allowed:
        node.faults.add(at(node, key), shown(value), f"one of {', '.join(sorted(allowed))}")
        return ""
    return value


def fact_date(node: Node, key: str) -> FactDate | None:
    """A date of fact, or None if absent. Whole years may be written without quotation marks."""
    value = node.values.get(key)
    if value is None or value == "":
        return None
    try:
        return FactDate.parse(str(value) if isinstance(value, int) else value)
    except InvalidDate as fault:
        node.faults.add(at(node, key), *date_fault(value, fault, ANY_DATE))
        return None


def exact_date(node: Node, key: str) -> date | None:
    """An exact day, or None if absent."""
    value = node.values.get(key)
    if value is None or value == "":
        return None
    try:
        return parse_date(value)
    except InvalidDate as fault:
        node.faults.add(at(node, key), *date_fault(value, fault, EXACT_DATE))
        return None


def date_fault(value: object, fault: InvalidDate, form: str) -> tuple[str, str]:
    """What is wrong with a date, and what is expected: a date of that form, unless its form is
    right and there is no such day or the year is too far away."""
    what = lower_first(fault.message.rstrip("."))
    if fault.message.startswith("The date"):
        return what, "a date that exists"
    if fault.message.startswith("The year"):
        return what, f"a year from {FIRST_YEAR} to {LAST_YEAR}"
    return shown(value), form


def lower_first(text: str) -> str:
    """The text with a small first letter, to stand within a sentence."""
    return text[:1].lower() + text[1:]


def check_not_ahead(
    node: Node, key: str, on: FactDate | None, judged_key: str, judged_on: date
) -> None:
    """Note a fault if what was so under ``key`` is judged before it can have happened."""
    if on is not None and on.earliest is not None and judged_on < on.earliest:
        node.faults.add(
            at(node, judged_key), f"{judged_on} is before the first day of {key}, {on.earliest}",
            "that day or a later one",
        )  # fmt: skip


def flag(node: Node, key: str) -> bool:
    """True or false; absent means false."""
    return node.flag(key)


def at(node: Node, key: str) -> str:
    """The path of a key within a part."""
    return f"{node.path}.{key}" if node.path else key


def known(faults: Faults, path: str, value: str, among: Collection[str], what: str) -> bool:
    """Note a fault if ``value`` is not among the known ones; an empty value passes."""
    if not value or value in among:
        return True
    faults.add(path, f"unknown {value!r}", what)
    return False
