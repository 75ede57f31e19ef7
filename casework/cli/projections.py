"""`projections prove`: what lists read is what the facts give."""

from __future__ import annotations

import argparse

from casework.cli.entrance import Entrance
from casework.services.recomputing import prove_projections, recompute_due


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands."""
    parser = subparsers.add_parser("projections", help="prove or recompute what lists read")
    commands = parser.add_subparsers(metavar="WHAT", required=True)
    commands.add_parser("prove", help="compare stored with computed").set_defaults(run=prove)
    commands.add_parser("recompute", help="recompute what is due").set_defaults(run=recompute)


def prove(arguments: argparse.Namespace, entrance: Entrance) -> int:
    """Print every difference; 1 if there is any."""
    differences = prove_projections(entrance.open_existing_office())
    for difference in differences:
        print(f"{difference.reference}: {difference.what}")
    print(f"{len(differences)} differences")
    return 1 if differences else 0


def recompute(arguments: argparse.Namespace, entrance: Entrance) -> int:
    """Recompute the cases that are due."""
    print(f"{recompute_due(entrance.open_existing_office())} cases recomputed")
    return 0
