"""The browser of the journeys: the machine's own Chromium, driven by Playwright."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A running browser. Without one the journeys are skipped, or fail when CI is set."""
    executable = next((found for name in NAMES if (found := shutil.which(name))), None)
    if executable is None:
        _not_here(f"No browser is installed (looked for {', '.join(NAMES)}): install chromium.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, headless=True, args=list(ARGUMENTS)
        )
        try:
            yield browser
        finally:
            browser.close()


def _not_here(reason: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(f"CI is set, so this may not be skipped. {reason}", pytrace=False)
    pytest.skip(reason)
