"""Taking a case on in the browser: what stands in the way is read off the page, and then done.

Nothing here knows which gates there are. The page of a move lists what blocks it, whose move each
is and where it can be met; the right people follow those links and fill in what they find.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from casework.domain.records.fields import FieldType
from casework.domain.records.registry import get_kind
from casework.domain.records.rows import row_as_line
from casework.domain.roles import ROLES
from casework.services.demo.people import ICB, INSIDE
from casework.services.demo.story import Fact
from casework.services.demo.walking import PRIVATE, paper
from casework.web.named_records import IN_THE_VERSION
from tests.journeys.person import Person

MOST_ROUNDS = 6
HOLDERS = {role: key for key, _, role, _ in INSIDE}
OUTSIDE_BODIES = {"NHS England": "nhs-england-region", "Board": ICB}
ALLOWED = "Nothing stands in the way"
RAISES = "Nothing bars this, but it raises questions"


@dataclass(frozen=True, slots=True)
class Blocker:
    """One check as the page of a move lists it."""

    asks: str
    reason: str
    whose: str
    supplies: tuple[tuple[str, str], ...]

    @property
    def missing(self) -> list[tuple[str, str]]:
        """Title and address of the papers that the reason names as not recorded."""
        wanted = self.reason.casefold()
        return [(title, address) for title, address in self.supplies if title.casefold() in wanted]


@dataclass
class CaseJourney:
    """One case and everybody who works on it, each in a window of their own."""

    open_window: Callable[[str], Person]
    papers: Path
    reference: str = ""
    people: dict[str, Person] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    presses: int = 0

    def person(self, role: str) -> Person:
        """Who holds this role; they sign in when they are first needed."""
        if role not in self.people:
            self.people[role] = self.open_window(HOLDERS[role])
        return self.people[role]

    def open_case(self, title: str, summary: str) -> None:
        """Open the case as programme manager and name everybody."""
        manager = self.person("PM")
        manager.open("/cases").follow("Open a case")
        manager.fill_in("title", title).fill_in("summary", summary).fill_in("organisation", ICB)
        for role, key in HOLDERS.items():
            manager.fill_in(f"role_{role}", key)
        self._press(manager, "Open the case")
        found = re.search(r"/cases/([^/?#]+)", manager.path)
        assert found, f"no case was opened: {manager.text[:400]}"
        self.reference = found.group(1)

    # Facts

    def tell(self, facts: Iterable[Fact]) -> None:
        """Record facts in their forms, as programme manager; a power beside the scheme that the
        body keeps, as governance lead."""
        for fact in facts:
            if fact.kind == "regime":
                self._determine_regime(fact)
            else:
                self._record(fact)

    def _record(self, fact: Fact) -> None:
        manager = self.person("GOV" if fact.kind == "delegated_power" else "PM")
        name = f"{fact.kind}/{fact.key}"
        known = self.keys.get(name)
        address = f"records/{known}/edit" if known else f"records/{fact.kind}/new"
        manager.open(self.at(address))
        for field_name, value in fact.values.items():
            manager.fill_in(field_name, self._as_typed(fact.kind, field_name, value))
        manager.page.locator("main form button[type=submit]").last.scroll_into_view_if_needed()
        self._press_last(manager)
        if manager.page.locator("#dates-moved").count():  # what follows is shown first
            self._press_last(manager)
        found = re.search(r"/records/([^/]+/[^/?#]+)$", manager.path.partition("?")[0])
        assert found and not manager.path.endswith(("/new", "/edit")), (
            f"{name} was not recorded: {manager.text[:900]}"
        )
        if name not in self.keys and fact.key != "case":
            self.keys[name] = found.group(1)

    def _as_typed(self, kind: str, name: str, value: Any) -> Any:
        """A value of the story as a person enters it: records by their keys, rows as lines."""
        spec = get_kind(kind).specs.get(name)
        if spec is not None and spec.type is FieldType.ROWS:
            return [row_as_line(spec, {k: str(v) for k, v in row.items()}) for row in value]
        if isinstance(value, list | tuple):
            named = [self.keys.get(entry, entry) for entry in value]
            exact = (kind, name) in IN_THE_VERSION
            return self._in_the_version_offered(name, named) if exact else named
        return self.keys.get(value, value) if isinstance(value, str) else value

    def _in_the_version_offered(self, name: str, named: list[str]) -> list[str]:
        """Records as the page offers them now, each in its present version."""
        boxes = self.person("PM").page.locator(f"main [name='{name}']")
        offered = boxes.evaluate_all("all => all.map(e => e.value)")
        return [next((o for o in offered if o.startswith(f"{entry}@")), entry) for entry in named]

    def _determine_regime(self, fact: Fact) -> None:
        manager = self.person("PM")
        manager.open(self.at("records/regime/determine"))
        manager.fill_in("as_at", fact.values["as_at"])
        manager.fill_in("consultation", "no").fill_in("report", "no")
        manager.fill_in("case_opened", fact.values["case_opened"])
        self._press(manager, "Work out the regime")
        assert "What follows" in manager.text, manager.text[:600]
        manager.fill_in("reasons", fact.values["reasons"])
        self._press(manager, "Record this determination")
        assert "determined and recorded" in manager.text, manager.text[:600]

    # What stands in the way

    def clear(self, move: str) -> None:
        """Put in and sign what blocks a move or act until nothing does."""
        for _ in range(MOST_ROUNDS):
            waiting = self.blockers(move)
            if not waiting:
                return
            before = self.presses
            self._put_in_missing(move, waiting)
            for role in self._whose(move):
                self._act_as(role, move)
            assert self.presses > before, f"nobody can go on before {move}: {waiting}"
        left = self.blockers(move)
        assert not left, f"still in the way of {move}: {left}"

    def blockers(self, move: str) -> list[Blocker]:
        """What the page of the move says, as the programme manager sees it."""
        manager = self.person("PM").open(self.at(f"move/{move}"))
        if RAISES in manager.text:
            self._answer_questions(manager)
            manager.open(self.at(f"move/{move}"))
        if ALLOWED in manager.text:
            return []
        entries = manager.page.locator(".casework-blocker").evaluate_all(READ_BLOCKERS)
        assert entries, f"{move} is barred by something else: {manager.text[:600]}"
        return [
            Blocker(e["asks"], e["reason"], e["whose"], tuple(map(tuple, e["supplies"])))
            for e in entries
        ]

    def _answer_questions(self, manager: Person) -> None:
        """Answer, in public, every question that the page of a move asks."""
        links = manager.page.get_by_role("link", name=re.compile("^Answer this question"))
        for address in dict.fromkeys(links.evaluate_all("all => all.map(a => a.href)")):
            manager.page.goto(address)
            manager.fill_in("answer", "We know of no challenge, and go on with what can be undone.")
            self._press_last(manager)
            assert "is recorded and published" in manager.text, manager.text[:600]

    def _put_in_missing(self, move: str, waiting: list[Blocker]) -> None:
        for blocker in waiting:
            for title, address in blocker.missing:
                self._put_in(title, address)

    def _put_in(self, title: str, address: str) -> None:
        type_id = re.search(r"[?&]type=([^&]+)", address)
        classification = PRIVATE.get(type_id.group(1) if type_id else "", "public")
        person = self.person("LEG" if classification == "privileged" else "PM").open(address)
        file = self.papers / f"{re.sub(r'[^a-z0-9]+', '-', title.casefold())}.docx"
        file.write_bytes(paper(title, ["Fictional"], datetime.now(UTC)))
        person.choose_file(file).fill_in("title", title)
        person.fill_in("classification", classification)
        person.fill_in("dated", datetime.now(UTC).date().isoformat())
        person.fill_in("author", "Programme team")
        self._press(person, re.compile("^Put in$"))
        assert "Put in." in person.text, f"{title} was not put in: {person.text[:900]}"

    def _whose(self, move: str) -> list[str]:
        """Roles whose move it is now; those that stand outside are recorded by governance."""
        words = " ".join(blocker.whose for blocker in self.blockers(move)).casefold()
        inside = [role for role in HOLDERS if ROLES[role].title.casefold() in words]
        outside = any(r.outside and r.title.casefold() in words for r in ROLES.values())
        return list(dict.fromkeys([*inside, *(("GOV", "LEG") if outside else ())]))

    def _act_as(self, role: str, move: str) -> None:
        """Sign, record or check everything that the page of the move offers this person."""
        person = self.person(role).open(self.at(f"move/{move}"))
        offered = person.page.locator(".casework-next a").filter(has_text=ACTS)
        found = offered.evaluate_all("all => all.map(a => [a.textContent, a.getAttribute('href')])")
        for address, words in {address: words for words, address in found}.items():
            person.open(address)
            self._sign(person, words)

    def _sign(self, person: Person, words: str) -> None:
        if "recorded_from" in person.field_names():
            box = person.page.locator("main [name=recorded_from]")
            if not box.input_value():
                box.select_option(_body_in(words))
            self._choose_letter(person)
        if "statement" in person.field_names():
            person.fill_in("statement", "I have read what this rests on.")
        here = person.path
        if words.startswith("Check"):
            self._press(person, "It is as recorded")
        else:
            self._press_last(person)
        assert person.path != here, f"{words}: {person.text[:600]}"

    def _choose_letter(self, person: Person) -> None:
        """Choose a letter or minute where one is asked for and any is on the case."""
        boxes = person.page.locator("main [name=papers]")
        if boxes.count():
            boxes.first.check()

    # Moving

    def move(self, move: str, role: str) -> None:
        """Take a step that nothing bars."""
        person = self.person(role).open(self.at(f"move/{move}"))
        assert ALLOWED in person.text, person.text[:900]
        self._press_last(person)
        assert person.path == f"/cases/{self.reference}", person.text[:600]

    def at(self, rest: str) -> str:
        """An address of the case."""
        return f"/cases/{self.reference}/{rest}"

    def _press(self, person: Person, words: str | re.Pattern[str]) -> None:
        person.press(words, within=person.page.locator("main"))
        self.presses += 1

    def _press_last(self, person: Person) -> None:
        """Press the button that sends the page's form."""
        with person.page.expect_navigation():
            person.page.locator("main form[method=post] button[type=submit]").last.click()
        self.presses += 1


ACTS = re.compile(r"^(Sign off as|Record the sign-off of|Check the sign-off|Check: )")
READ_BLOCKERS = """all => all.map(e => {
  const words = node => node ? node.textContent.replace(/\\s+/g, ' ').trim() : '';
  const body = [...e.querySelectorAll(':scope > p')].map(words);
  const whose = body.find(p => p.startsWith('Whose move:')) || '';
  return {
    asks: words(e.querySelector('.casework-blocker__asks')),
    reason: body[1] || '',
    whose: whose.replace(/Gate:.*/, ''),
    supplies: [...e.querySelectorAll('.casework-next a')]
      .map(a => [words(a), a.getAttribute('href')])
      .filter(([text]) => text.startsWith('Put in: '))
      .map(([text, address]) => [text.slice(8).replace(' (if there is one)', ''), address]),
  };
})"""


def _body_in(words: str) -> str:
    return next((key for name, key in OUTSIDE_BODIES.items() if name in words), ICB)
