"""What each council was given, asked for and said; a joint committee's record stands for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from casework.domain.dates import FactDate
from casework.domain.facts import RecordVersion
from casework.domain.guards.letters import letters_sent_to
from casework.domain.guards.scrutiny_record import CONSULTING
from casework.domain.proposal import is_about_present_proposal
from casework.domain.records import get_kind
from casework.services.reading import CaseView
from casework.web.cases.record_links import address_of_record, link_to_pin
from casework.web.cases.words import fact_date_words

NOTHING = "Nothing of this is recorded."
OF_THIS = {
    True: "the proposal as it is meant now", False: "another proposal than is meant now",
    None: "whether it is the proposal as it is meant now is not known",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One thing of the record, with its page, and whose it is if it is the joint committee's."""

    words: str
    address: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the record of a council; ``lines`` are empty where nothing is recorded."""

    title: str
    lines: tuple[Line, ...]
    nothing: str = NOTHING


@dataclass(frozen=True, slots=True)
class CouncilRecord:
    """The record with one council."""

    key: str
    name: str
    committees: tuple[str, ...]
    parts: tuple[Part, ...]


def council_records(view: CaseView) -> tuple[CouncilRecord, ...]:
    """The record with each affected council that scrutinises health services."""
    return tuple(
        CouncilRecord(
            key=council,
            name=view.names.organisation(council),
            committees=tuple(
                view.names.organisation(key)
                for key in sorted(view.facts.joint_committees_of(council))
            ),
            parts=tuple(_parts(view, council)),
        )
        for council in view.facts.scrutiny_authorities()
    )


def _parts(view: CaseView, council: str) -> Iterator[Part]:
    letters = letters_sent_to(view.facts, council, *CONSULTING)
    changed = [r for r in letters if r.payload.purpose == "regulation_23_dates"]
    recommendations = view.facts.about("recommendation", council)
    made = Maker(view, council)
    yield made.part("Whether it holds the change to be substantial",
                    view.facts.about("authority_view", council), _view_words)  # fmt: skip
    yield made.part("What it was supplied with",
                    view.facts.about("supplied_to_scrutiny", council), _supplied)  # fmt: skip
    yield made.part("Dates that it was given", letters, _dates)
    yield made.part("Publication of those dates", letters, _published)
    yield made.part("Changed dates", changed, _dates)
    yield made.part("Information that it asked for",
                    view.facts.about_body("information_request", council), _asked)  # fmt: skip
    yield made.part("Comments", view.facts.about("scrutiny_response", council), _comments)
    yield made.part("Recommendations", recommendations, _recommendation)
    disagreed = [r for r in recommendations if r.payload.agreed is False]
    yield made.part("Disagreement", disagreed, _disagreement)
    wanted = {r.reference for r in recommendations}
    steps = [
        r for r in view.facts.current("resolution_step")
        if r.payload.recommendation.partition("@")[0] in wanted
    ]  # fmt: skip
    yield made.part("Steps to agree", steps, _step)
    yield _lapse(made, letters)


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the parts of one council's record."""

    view: CaseView
    council: str

    def part(
        self, title: str, records: list[RecordVersion],
        words: Callable[[CaseView, RecordVersion], str],
    ) -> Part:
        """A part of these records, each in words."""
        return Part(title, tuple(self.line(r, words(self.view, r)) for r in records))

    def line(self, record: RecordVersion, words: str) -> Line:
        """One record, saying whose it is where it is not the council's own."""
        body = getattr(record.payload, "organisation", "") or self.council
        by = "" if body == self.council else self.view.names.organisation(body)
        return Line(words, address_of_record(self.view, record), by)


def _on(label: str, value: FactDate | None) -> str:
    return f"{label}: {fact_date_words(value) or 'not recorded'}"


def _choice(record: RecordVersion, name: str) -> str:
    value = getattr(record.payload, name)
    return get_kind(record.kind).specs[name].choices.get(value, value) or "not recorded"


def _sentence(*parts: str) -> str:
    return ". ".join(part.strip().rstrip(".") for part in parts if part.strip()) + "."


def _view_words(view: CaseView, record: RecordVersion) -> str:
    p = record.payload
    return _sentence(_choice(record, "view"), _on("Asked", p.asked_on), _on("Given", p.given_on))


def _supplied(view: CaseView, record: RecordVersion) -> str:
    p = record.payload
    version = "Version of the proposal: not recorded"
    if p.proposal:
        same = OF_THIS[is_about_present_proposal(view.facts, p.proposal)]
        version = f"{link_to_pin(view, p.proposal).text} ({same})"
    return _sentence(
        str(p.what), version, _on("Supplied", p.supplied_on),
        _on("Asked for", p.asked_on) if p.asked_on else "",
        _on("For the meeting of", p.for_meeting_on) if p.for_meeting_on else "",
    )  # fmt: skip


def _dates(view: CaseView, record: RecordVersion) -> str:
    p = record.payload
    return _sentence(
        _on("Letter sent", p.sent_on), _on("Comments by", p.comments_date),
        _on("Decision proposed for", p.decision_date),
        "These dates are provisional" if p.dates_provisional else "",
    )  # fmt: skip


def _published(view: CaseView, record: RecordVersion) -> str:
    p = record.payload
    return _sentence(
        _on("Letter sent", p.sent_on), _on("Both dates published", p.dates_published_on),
        f"Where: {p.published_at}" if p.published_at else "Where: not recorded",
    )  # fmt: skip


def _asked(view: CaseView, record: RecordVersion) -> str:
    p = record.payload
    return _sentence(
        str(p.what), _on("Asked", p.asked_on), f"Outcome: {_choice(record, 'outcome').lower()}",
        _on("Answered", p.answered_on) if p.outcome else "",
        f"Why it was refused: {p.refusal_reasons}" if p.refusal_reasons else "",
    )  # fmt: skip


def _comments(view: CaseView, record: RecordVersion) -> str:
    p = record.payload
    return _sentence(_choice(record, "outcome"), _on("Received", p.received_on), str(p.comments))


def _recommendation(view: CaseView, record: RecordVersion) -> str:
    p = record.payload
    agrees = {True: "The NHS body agrees", False: "The NHS body does not agree",
              None: "Whether the NHS body agrees: not recorded"}[p.agreed]  # fmt: skip
    answer = f"Its response: {p.our_response}" if p.our_response else "Its response: not recorded"
    return _sentence(str(p.recommendation), _on("Made", p.made_on), agrees, answer)


def _disagreement(view: CaseView, record: RecordVersion) -> str:
    p = record.payload
    return _sentence(
        str(p.recommendation), _on("Council told of the disagreement", p.disagreement_notified_on),
        f"After steps to agree: {_choice(record, 'resolution').lower()}",
    )  # fmt: skip


def _step(view: CaseView, record: RecordVersion) -> str:
    return _sentence(str(record.payload.step), _on("Taken", record.payload.taken_on))


def _lapse(made: Maker, letters: list[RecordVersion]) -> Part:
    """Whether the council let its date pass without an answer."""
    title = "Date passed without an answer"
    if made.view.facts.about("scrutiny_response", made.council):
        return Part(title, (), "It has answered.")
    dated = [r for r in letters if r.payload.comments_date is not None]
    if not dated:
        return Part(title, (), "Not known: no date for comments is recorded.")
    last = dated[-1]
    passed = last.payload.comments_date.before(made.view.judged.as_at)
    words = {
        True: "No answer is recorded, and the date has passed",
        False: "No answer is recorded yet, and the date has not passed",
        None: "No answer is recorded; whether the date has passed is not known",
    }[passed]
    chased = _on("Chased", last.payload.chased_on)
    line = made.line(last, _sentence(words, _on("Comments by", last.payload.comments_date), chased))
    return Part(title, (line,))


