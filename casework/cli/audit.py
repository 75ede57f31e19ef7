"""``python -m casework audit verify [--case REF]``: is the record intact?"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable

from casework.domain.errors import NotFound
from casework.services.audit import ChainReport, keep_report, verify_all, verify_chain
from casework.services.office import Office
from casework.store.audit import SYSTEM_CHAIN

INTACT, BROKEN, NO_SUCH_CASE = 0, 1, 2
PLAINLY = (
    "The record is tamper-evident, not tamper-proof: somebody who can rewrite a whole chain and "
    "its head can make one that verifies."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``audit``."""
    verbs = parser.add_subparsers(dest="verb", required=True)
    verify = verbs.add_parser("verify", help="check every chain, or one case's")
    verify.add_argument("--case", metavar="REF", help="the reference of the case to check")


def run(
    office: Office, arguments: argparse.Namespace, say: Callable[[str], None] = print
) -> int:
    """Check, say what was found, and keep it for the pages. Returns 0, 1 if anything is broken."""
    if not arguments.case:
        return _say_all(office, verify_all(office.database), say)
    try:
        report = verify_chain(office.database, arguments.case)
    except NotFound as error:
        say(str(error))
        return NO_SUCH_CASE
    return _say_all(office, [report], say)


def _say_all(
    office: Office, reports: Iterable[ChainReport], say: Callable[[str], None]
) -> int:
    chains = entries = broken = 0
    for report in reports:
        keep_report(office, report)
        chains, entries = chains + 1, entries + report.entries
        if not report.intact:
            broken += 1
            say(_broken(report))
    if not broken:
        say(f"Intact: {_many(entries, 'entry', 'entries')} in {_many(chains, 'chain', 'chains')}.")
    say(PLAINLY)
    return BROKEN if broken else INTACT


def _broken(report: ChainReport) -> str:
    name = "the system's own record" if report.chain == SYSTEM_CHAIN else report.chain
    where = f" at entry {report.first_broken}" if report.first_broken is not None else ""
    return f"BROKEN: {name}{where}. {report.reason}"


def _many(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
