"""A person at a browser: what they open, read, enter and press, by the words on the page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Response

from casework.services.identity.demo import PASSWORD
from tests.journeys.serving import Served

WIDE = {"width": 1200, "height": 900}
NARROW = {"width": 320, "height": 640}
MILLISECONDS = 15_000


@dataclass
class Person:
    """One browser window with its own cookies. ``scripts`` is whether scripts may run in it."""

    served: Served
    browser: Browser
    scripts: bool = True
    narrow: bool = False
    context: BrowserContext = field(init=False)
    page: Page = field(init=False)
    answer: Response | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.context = self.browser.new_context(
            base_url=self.served.address, java_script_enabled=self.scripts, locale="en-GB",
            viewport=NARROW if self.narrow else WIDE, accept_downloads=True,  # type: ignore[arg-type]
        )  # fmt: skip
        self.context.set_default_timeout(MILLISECONDS)
        self.page = self.context.new_page()

    def close(self) -> None:
        """Shut the window and forget its cookies."""
        self.context.close()

    def sign_in(self, role: str) -> Person:
        """Sign in as a role of the demonstration, through the sign-in page."""
        self.open("/sign-in")
        self.page.locator(f"input[name=person][value={role}]").check()
        self.page.get_by_label("Password", exact=True).first.fill(PASSWORD)
        self.press("Sign in as this role")
        assert "/sign-in" not in self.page.url, f"{role} is not signed in: {self.text}"
        return self

    def open(self, address: str, *, expect: int = 200) -> Person:
        """Open a page and insist on its status."""
        self.answer = self.page.goto(address)
        status = self.answer.status if self.answer else 0
        assert status == expect, f"{address} answered {status}: {self.heading}: {self.text[:400]}"
        return self

    def follow(self, words: str | re.Pattern[str], *, within: Locator | None = None) -> Person:
        """Follow the first link with these words."""
        link = (within or self.page.locator("body")).get_by_role("link", name=words).first
        with self.page.expect_navigation():
            link.click()
        return self

    def press(self, words: str | re.Pattern[str], *, within: Locator | None = None) -> Person:
        """Press the first button with these words and wait for the page that follows."""
        button = (within or self.page.locator("body")).get_by_role("button", name=words).first
        with self.page.expect_navigation() as navigation:
            button.click()
        self.answer = navigation.value
        return self

    def enter(self, label: str, words: str) -> Person:
        """Type into the field with this label."""
        self.page.get_by_label(label).first.fill(words)
        return self

    def fill_in(self, name: str, value: Any) -> Person:
        """Fill in the field of this name, whatever kind of field the page shows for it."""
        found = self.page.locator(f"main [name='{name}']")
        assert found.count(), f"no field {name} on {self.heading}: {self.field_names()}"
        kind = found.first.evaluate("e => e.tagName.toLowerCase() + ':' + (e.type || '')")
        if kind == "input:radio":
            self._check(name, [value])
        elif kind == "input:checkbox":
            self._check(name, value if isinstance(value, list | tuple) else [value])
        elif kind.startswith("select"):
            offered = found.first.locator("option").evaluate_all("all => all.map(o => o.value)")
            assert value in offered, f"{name} offers no {value} on {self.heading}: {offered}"
            found.first.select_option(value)
        elif isinstance(value, list | tuple):
            found.first.fill("\n".join(str(entry) for entry in value))
        else:
            found.first.fill(str(value))
        return self

    def _check(self, name: str, values: Any) -> None:
        """Tick these choices; a closed section around one is opened first, as a person would."""
        for value in values:
            box = self.page.locator(f"main [name='{name}'][value='{value}']").first
            assert box.count(), f"{name} offers no {value} on {self.heading}"
            self.open_around(box)
            box.check()

    def open_around(self, inner: Locator) -> None:
        """Open every closed section that hides something."""
        around = inner.locator("xpath=ancestor::details[not(@open)]")
        for _ in range(around.count()):
            around.first.locator("summary").first.click()

    def field_names(self) -> list[str]:
        """The names of the fields on the page."""
        found = self.page.locator("main [name]").evaluate_all("all => all.map(e => e.name)")
        return list(dict.fromkeys(found))

    def choose_file(self, path: Path | list[Path]) -> Person:
        """Choose files in the page's field for files."""
        self.page.locator("main input[type=file]").first.set_input_files(path)
        return self

    @property
    def heading(self) -> str:
        """The first heading of the page."""
        found = self.page.locator("h1")
        return " ".join(found.first.inner_text().split()) if found.count() else ""

    @property
    def text(self) -> str:
        """The words of the page's main part, as shown."""
        return " ".join(self.page.locator("main").first.inner_text().split())

    @property
    def whole_text(self) -> str:
        """All the words of the main part, those in closed sections too."""
        return " ".join((self.page.locator("main").first.text_content() or "").split())

    @property
    def path(self) -> str:
        """The address of the page, without the host."""
        return self.page.url.removeprefix(self.served.address)
