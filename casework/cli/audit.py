"""``audit verify``: is the record intact? ``audit rejudge``: do past moves get the same answer
today? ``audit erase``: a text that may not be kept."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import Any

from casework.cli.entrance import Entrance
from casework.cli.judged_again import say_judged
from casework.domain.errors import NotFound
from casework.domain.viewer import Viewer
from casework.engine.definition import Definition
from casework.services.audit import (
    ChainReport,
    erase_text,
    keep_report,
    verify_all,
    verify_chain,
)
from casework.services.judging_again import judge_all_again, judge_case_again
from casework.services.office import Office
from casework.store.accounts import find_account
from casework.store.audit import SYSTEM_CHAIN

INTACT, BROKEN, NO_SUCH_CASE = 0, 1, 2
PLAINLY = (
    "The record is tamper-evident, not tamper-proof: somebody who can rewrite a whole chain and "
    "its head can make one that verifies."
)


def add_parser(subparsers: Any) -> None:
    """Add ``audit verify``, ``audit rejudge`` and ``audit erase``."""
    audit = subparsers.add_parser("audit", help="the audit chains").add_subparsers(
        metavar="ACTION", required=True
    )
    parser = audit.add_parser("verify", help="check every chain, or one case's")
    parser.add_argument("--case", metavar="REF", help="the reference of the case to check")
    parser.set_defaults(run=verify, exit_when_refused=NO_SUCH_CASE)
    parser = audit.add_parser(
        "rejudge", help="judge past moves and acts again, on the facts as they were kept"
    )
    parser.add_argument("--case", metavar="REF", help="the reference of the case to judge")
    parser.add_argument(
        "--by", metavar="PATHWAY/vN",
        help="another version to judge by, published or not, such as minor-change/v2",
    )
    parser.set_defaults(run=rejudge, exit_when_refused=NO_SUCH_CASE)
    eraser = audit.add_parser("erase", help="erase one text of a case for good")
    eraser.add_argument("--case", metavar="REF", required=True, help="the case's reference")
    eraser.add_argument(
        "--commitment", required=True, help="what stands for the text in the record, sha256:..."
    )
    eraser.add_argument("--reason", required=True, help="why the text may not be kept")
    eraser.add_argument(
        "--by", metavar="EMAIL", required=True, help="the governance account that has it erased"
    )
    eraser.set_defaults(run=erase)


def verify(arguments: argparse.Namespace, entrance: Entrance) -> int:
    """Check, say what was found, and keep it for the pages. Returns 1 if anything is broken.

    Raises NotFound for a case that does not exist.
    """
    office = entrance.open_existing_office()
    if arguments.case:
        return _say_all(office, [verify_chain(office.database, arguments.case)])
    return _say_all(office, verify_all(office.database))


def rejudge(arguments: argparse.Namespace, entrance: Entrance) -> int:
    """Judge again, and name every point that is not as it was. Returns 1 if there is any.

    Raises NotFound for a case or a version that does not exist.
    """
    office = entrance.open_existing_office()
    by = _version_named(office, arguments.by) if arguments.by else None
    if arguments.case:
        return say_judged(judge_case_again(office.database, arguments.case, by))
    return say_judged(judge_all_again(office.database, by))


def _version_named(office: Office, name: str) -> Definition:
    pathway, _, version = name.partition("/v")
    if not (version.isascii() and version.isdigit()):
        raise NotFound(f"{name!r} names no version of a pathway.", "Write it as minor-change/v2.")
    return office.pathways.version(pathway, int(version))


def erase(arguments: argparse.Namespace, entrance: Entrance) -> int:
    """Erase one text in the name of a governance account; the chain still verifies.

    Raises NotPermitted unless the account is active and holds governance, NotFound.
    """
    office = entrance.open_existing_office()
    with office.database.reading() as connection:
        account = find_account(connection, email=arguments.by.strip().lower())
    roles = account.system_roles.split() if account and account.state == "active" else ()
    viewer = Viewer(account.person if account else "", roles=frozenset(roles))
    erase_text(office, viewer, arguments.case, arguments.commitment, arguments.reason)
    print("Erased. Its commitment stays, and so does the reason.")
    return 0


def _say_all(office: Office, reports: Iterable[ChainReport]) -> int:
    chains = entries = broken = 0
    for report in reports:
        keep_report(office, report)
        chains, entries = chains + 1, entries + report.entries
        if not report.intact:
            broken += 1
            print(_broken(report))
    if not broken:
        print(f"Intact: {_many(entries, 'entry', 'entries')} in "
              f"{_many(chains, 'chain', 'chains')}.")  # fmt: skip
    print(PLAINLY)
    return BROKEN if broken else INTACT


def _broken(report: ChainReport) -> str:
    name = "the system's own record" if report.chain == SYSTEM_CHAIN else report.chain
    where = f" at entry {report.first_broken}" if report.first_broken is not None else ""
    return f"BROKEN: {name}{where}. {report.reason}"


def _many(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
