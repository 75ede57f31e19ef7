"""``users``: the first administrator, and invitations from the command line."""

from __future__ import annotations

import argparse
from typing import Any

from casework.cli.entrance import Entrance
from casework.domain.administration import SYSTEM_ROLES
from casework.domain.viewer import SYSTEM
from casework.services import people
from casework.services.identity import accounts


def add_parser(subparsers: Any) -> None:
    """Add ``users create-administrator`` and ``users invite``."""
    users = subparsers.add_parser("users", help="accounts").add_subparsers(
        metavar="ACTION", required=True
    )
    first = users.add_parser(
        "create-administrator", help="make an administrator; prints the link to set the password"
    )
    _add_person(first)
    first.set_defaults(run=create_administrator)
    invite = users.add_parser("invite", help="invite a person; the link goes to them by mail")
    _add_person(invite)
    invite.add_argument(
        "--role", action="append", default=[], choices=sorted(SYSTEM_ROLES), help="may be repeated"
    )
    invite.add_argument("--print-link", action="store_true", help="print the link, send no mail")
    invite.set_defaults(run=invite_person)


def _add_person(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--name", required=True, help="name of the person")
    parser.add_argument("--email", required=True, help="email address, with which they sign in")
    parser.add_argument("--organisation", default="", help="key of the organisation")
    parser.add_argument("--job-title", default="")


def create_administrator(arguments: argparse.Namespace, entrance: Entrance) -> int:
    """Make a person and an account with the administrator role; print its link."""
    link = _invite(arguments, entrance, frozenset({"administrator"}), by_mail=False)
    print(f"The link is for Casework at {entrance.base_url}. Where it is served elsewhere, "
          "set PORT or\nCASEWORK_BASE_URL as there, and run this again.")  # fmt: skip
    print("Open this link within 72 hours to choose the password. It works once:")
    print(link)
    return 0


def invite_person(arguments: argparse.Namespace, entrance: Entrance) -> int:
    """Make a person and an account, and send or print the link."""
    by_mail = not arguments.print_link
    link = _invite(arguments, entrance, frozenset(arguments.role), by_mail=by_mail)
    print(f"The invitation goes to {arguments.email} by mail." if by_mail else link)
    return 0


def _invite(
    arguments: argparse.Namespace, entrance: Entrance, roles: frozenset[str], *, by_mail: bool
) -> str:
    office = entrance.open_office()
    details = people.PersonDetails(
        arguments.name, arguments.email, arguments.organisation, arguments.job_title
    )
    person = people.find_or_add_person(office, SYSTEM, details)
    return accounts.invite(office, SYSTEM, person, arguments.email, roles, by_mail=by_mail)
