"""A check that cannot run here says so; in CI it may not be left out."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def could_not_run(reason: str) -> NoReturn:
    """Skip the test with the reason, or fail it where CI is set."""
    if os.environ.get("CI"):
        pytest.fail(f"CI is set, so this may not be skipped. {reason}", pytrace=False)
    pytest.skip(reason)
