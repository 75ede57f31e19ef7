"""What successions of bodies left open before a step, in words: what, why in law, whose move."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from casework.domain.succession_bars import OUR_READING
from casework.engine.results import Judgement, LeftOpen
from casework.services.reading import CaseView
from casework.web.cases.addresses import address_of
from casework.web.cases.words import LawLine, in_words, law_line, role_holders
from casework.web.viewer import office


@dataclass(frozen=True, slots=True)
class LeftOpenLine:
    """One matter that bars a step until it is settled."""

    reason: str
    why: str
    whose: str
    blocks: str
    law: tuple[LawLine, ...]
    address: str

    @property
    def sentence(self) -> str:
        """All of it in a line, for what is kept of a dry run."""
        return f"{self.reason} {self.why} {OUR_READING}."


def left_open_lines(
    view: CaseView, judgements: Iterable[Judgement]
) -> tuple[LeftOpenLine, ...]:
    """Every matter that bars one of these moves and acts, once each, with all that it bars."""
    found: dict[str, tuple[LeftOpen, list[str]]] = {}
    for judgement in judgements:
        for each in judgement.left_open:
            found.setdefault(each.reference, (each, []))[1].append(judgement.title)
    return tuple(_line(view, each, titles) for each, titles in found.values())


def _line(view: CaseView, each: LeftOpen, titles: list[str]) -> LeftOpenLine:
    return LeftOpenLine(
        reason=f"{view.names.fill(each.reason)}.",
        why=f"It comes first because {each.why}.",
        whose=in_words((role_holders(view, role) for role in each.roles), "or"),
        blocks=in_words(f"“{title}”" for title in dict.fromkeys(titles)),
        law=law_of(view, each.law),
        address=address_of("successions.of_case", reference=view.reference)
        if view.as_of is None else "",
    )


def law_of(view: CaseView, ids: Iterable[str]) -> tuple[LawLine, ...]:
    """The entries of the register of law of these ids that were in force on the date judged."""
    day = view.judged.as_at
    entries = (office().pathways.law.get(law_id) for law_id in ids)
    return tuple(law_line(e, day) for e in entries if e is not None and e.in_force_on(day))
