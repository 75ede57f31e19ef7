"""Commands: thin, they call services.

A command is a module with ``add_parser(subparsers)``, which sets ``run`` on its parser: a function
of the arguments and the ``Entrance`` that returns the exit code (None for 0). Add its name to
``COMMANDS``.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from casework.cli.entrance import Entrance
from casework.domain.errors import CaseworkError

COMMANDS = (
    "casework.cli.audit",
    "casework.cli.casefile",
    "casework.cli.export_case",
    "casework.cli.documents",
    "casework.cli.migrate",
    "casework.cli.projections",
    "casework.cli.replay",
    "casework.cli.serve",
    "casework.cli.users",
    "casework.cli.workflows",
)
USAGE_FAULT = 2
READER_GONE = 1


def main(arguments: Sequence[str] | None, entrance: Callable[[], Entrance]) -> int:
    """Run one command and return its exit code. A refusal is said in words, on standard error."""
    parsed = _parser().parse_args(arguments)
    try:
        code = int(parsed.run(parsed, entrance()) or 0)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # Whoever read the output, such as `head`, has enough; the rest goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_GONE
    except CaseworkError as error:
        for line in (error.message, error.remedy):
            if line:
                print(line, file=sys.stderr)
        return int(getattr(parsed, "exit_when_refused", 1))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m casework", description="The record of a service change, and its proof."
    )
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
    for name in COMMANDS:
        import_module(name).add_parser(subparsers)
    return parser
