"""The browser of the journeys: the machine's own Chromium, driven by Playwright."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from tests.could_not_run import could_not_run

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
        could_not_run(f"No browser is installed (looked for {', '.join(NAMES)}): install chromium.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, headless=True, args=list(ARGUMENTS)
        )
        try:
            yield browser
        finally:
            browser.close()
