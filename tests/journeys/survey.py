"""A walk over every page that a role can reach: links are followed, each page is looked at.

Of pages of one kind (one endpoint) the first walk looks at a few, of those whose forms differ from
one to the next at all of them; later walks at one. A page that another role has been shown in the
same words is not looked at again.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from dataclasses import dataclass, field

from playwright.sync_api import Error
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, RequestRedirect

from tests.journeys.looking import focus_fault, habits_missing, scrolls_sideways, violations
from tests.journeys.person import NARROW, WIDE, Person

AT_MOST = 3
MORE = {"records.new": 40, "records.list_records": 6, "gates.show": 6, "cases.show_stage": 6}
CHANGES_EACH_TIME = re.compile(
    r'(name="(?:csrf_token|one_use_key|once)"[^>]*value="[^"]*")|(nonce="[^"]*")'
)


@dataclass
class Survey:
    """What was found: faults by what was looked for, and which endpoints were seen."""

    axe: list[str] = field(default_factory=list)
    habits: list[str] = field(default_factory=list)
    sideways: list[str] = field(default_factory=list)
    focus: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)
    looked_at: int = 0


@dataclass
class Surveyor:
    """Walks and looks. ``known`` are the pages that earlier walks have looked at."""

    pages: Map
    known: set[int] = field(default_factory=set)

    def survey(self, person: Person, starts: list[str]) -> Survey:
        """Everything that can be reached by links from some addresses."""
        found, waiting, met = Survey(), deque(starts), set(starts)
        first = not self.known
        while waiting:
            address = waiting.popleft()
            endpoint = self.endpoint_of(person, address)
            at_most = MORE.get(endpoint, AT_MOST) if first else 1
            if not endpoint or found.seen[endpoint] >= at_most:
                continue
            found.seen[endpoint] += 1
            if not self.look_at(person, address, found):
                continue
            for link in links_on(person):
                if link not in met:
                    met.add(link)
                    waiting.append(link)
        return found

    def endpoint_of(self, person: Person, address: str) -> str:
        """The endpoint that answers a GET of this address; empty for files and other sites."""
        adapter = self.pages.bind(person.served.address.partition("//")[2])
        path = address.partition("?")[0].partition("#")[0]
        try:
            endpoint, _ = adapter.match(path, method="GET")
        except (HTTPException, RequestRedirect):
            return ""
        return "" if endpoint == "static" else str(endpoint)

    def look_at(self, person: Person, address: str, found: Survey) -> bool:
        """Open one page and look at it; False if there was no page to look at."""
        if not self._open(person, address, found):
            return False
        self.look(person, address, found)
        return True

    def _open(self, person: Person, address: str, found: Survey) -> bool:
        """True if a page was shown. A file is only asked for; what fails is noted."""
        try:
            answer = person.page.goto(address)
        except Error as error:
            if "Download is starting" in str(error):
                return False
            raise
        if answer is None or answer.status >= 400:
            found.broken.append(f"{address} answers {answer.status if answer else 'nothing'}")
            return False
        return True

    def look(self, person: Person, address: str, found: Survey) -> None:
        """Look at the page that is shown, unless it was looked at before."""
        page = person.page
        shown = hash(CHANGES_EACH_TIME.sub("", page.locator("body").inner_html()))
        if shown in self.known:
            return
        self.known.add(shown)
        found.looked_at += 1
        found.habits += [f"{address}: {fault}" for fault in habits_missing(page)]
        found.axe += [f"{address}: {fault}" for fault in violations(page)]
        page.keyboard.press("Tab")
        if fault := focus_fault(page):
            found.focus.append(f"{address}: {fault}")
        page.set_viewport_size(NARROW)  # type: ignore[arg-type]
        found.sideways += [f"{address}: {fault}" for fault in scrolls_sideways(page)]
        page.set_viewport_size(WIDE)  # type: ignore[arg-type]


def links_on(person: Person) -> list[str]:
    """The addresses of our own that the page links to, without what follows the #."""
    found: list[str] = person.page.locator("a[href]").evaluate_all("all => all.map(a => a.href)")
    ours = person.served.address
    paths = [link.removeprefix(ours).partition("#")[0] for link in found if link.startswith(ours)]
    return [path for path in dict.fromkeys(paths) if path]
