"""Options with their trail, the criteria by which they were judged, and their scores."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.facts import RecordVersion
from casework.domain.records import get_kind
from casework.services.reading import CaseView
from casework.web.cases.record_links import RecordLink, address_of_record, link_to_pin
from casework.web.cases.words import Tag, fact_date_words
from casework.web.records.values import Table

TAGS = {
    "preferred": Tag("Preferred", "green"), "short_list": Tag("On the short list", "blue"),
    "long_list": Tag("On the long list", "white"), "discarded": Tag("Discarded", "grey"),
}  # fmt: skip
YES_NO = {True: "Yes", False: "No", None: "Not recorded"}


@dataclass(frozen=True, slots=True)
class OptionBlock:
    """One option and its trail."""

    title: str
    address: str
    tag: Tag
    description: str
    trail: tuple[tuple[str, str], ...]
    evidence: tuple[RecordLink, ...]


@dataclass(frozen=True, slots=True)
class ScoresNote:
    """Who gave the scores of one option, when, and who could see them."""

    link: RecordLink
    words: str


@dataclass(frozen=True, slots=True)
class OptionsPage:
    """Everything the page says."""

    options: tuple[OptionBlock, ...]
    criteria: Table | None
    panels: Table | None
    scores: Table | None
    notes: tuple[ScoresNote, ...]


def options_page(view: CaseView) -> OptionsPage:
    """Options, criteria, panels and scores, as recorded."""
    scored = view.facts.current("option_scores")
    return OptionsPage(
        options=tuple(_option(view, r) for r in view.facts.current("option")),
        criteria=_criteria(view),
        panels=_panels(view),
        scores=_scores(view, scored),
        notes=tuple(_note(view, r) for r in scored),
    )


def _option(view: CaseView, record: RecordVersion) -> OptionBlock:
    p = record.payload
    discarded = p.status == "discarded"
    return OptionBlock(
        title=str(p.title),
        address=address_of_record(view, record),
        tag=TAGS.get(p.status, Tag("Status not recorded", "white")),
        description=str(p.description),
        trail=_trail(record) if discarded else (),
        evidence=tuple(link_to_pin(view, pin) for pin in (*p.evidence, *record.cites)),
    )


def _trail(record: RecordVersion) -> tuple[tuple[str, str], ...]:
    p = record.payload
    lines = [
        ("Discarded on", fact_date_words(p.decided_on)),
        ("By whom", str(p.decided_by)),
        ("By which criterion", str(p.criterion)),
        ("Why", str(p.reasons)),
        ("Was it a realistic alternative?", YES_NO[p.realistic]),
        ("Was it genuinely judged not to be viable?", YES_NO[p.judged_unviable]),
        ("Does the consultation document name it?", YES_NO[p.named_in_document]),
    ]
    return tuple((label, value or "Not recorded") for label, value in lines)


def _criteria(view: CaseView) -> Table | None:
    uses = get_kind("option_criterion").specs["use"].choices
    rows = tuple(
        (
            str(r.payload.name), uses.get(r.payload.use, ""), _hundredths(r.payload.weight),
            fact_date_words(r.payload.agreed_on), fact_date_words(r.payload.published_on),
        )
        for r in view.facts.current("option_criterion")
    )  # fmt: skip
    return Table(("Criterion", "Used to", "Weight", "Agreed", "Published"), rows) if rows else None


def _hundredths(weight: int | None) -> str:
    return "" if weight is None else f"{weight} in 100"


def _panels(view: CaseView) -> Table | None:
    rows = tuple(
        (
            str(r.payload.name), "; ".join(str(m) for m in r.payload.members),
            fact_date_words(r.payload.met_on), YES_NO[r.payload.all_declared],
        )
        for r in view.facts.current("evaluation_panel")
    )  # fmt: skip
    headings = ("Panel", "Members", "Met on", "Every member declared interests first")
    return Table(headings, rows) if rows else None


def _scores(view: CaseView, scored: list[RecordVersion]) -> Table | None:
    """Criteria down, options across: each score as it was given."""
    with_rows = [r for r in scored if r.payload.scores]
    if not with_rows:
        return None
    lines = dict.fromkeys(
        (row["criterion"], row.get("part", "")) for r in with_rows for row in r.payload.scores
    )
    columns = [
        {(row["criterion"], row.get("part", "")): _cell(row) for row in r.payload.scores}
        for r in with_rows
    ]
    return Table(
        ("Criterion", *(_column(view, r) for r in with_rows)),
        tuple(
            (": ".join(part for part in line if part),
             *(column.get(line, "Not scored") for column in columns))
            for line in lines
        ),
    )  # fmt: skip


def _cell(row: dict[str, str]) -> str:
    words = row.get("score", "")
    if row.get("out_of"):
        words += f" of {row['out_of']}"
    return f"{words}, weight {row['weight']}" if row.get("weight") else words


def _column(view: CaseView, record: RecordVersion) -> str:
    option, panel = _named(view, record.payload.option), _named(view, record.payload.panel)
    title = str(option.payload.title) if option is not None else "An option"
    return f"{title} ({panel.payload.name})" if panel is not None else title


def _named(view: CaseView, reference: str) -> RecordVersion | None:
    record = view.facts.find(reference.partition("@")[0])
    return record if record is not None and record.payload is not None else None


def _note(view: CaseView, record: RecordVersion) -> ScoresNote:
    p = record.payload
    published = f"Published: {fact_date_words(p.published_on) or 'not recorded'}"
    if p.published_at:
        published += f", {p.published_at}"
    if p.not_published_because:
        published += f". Not published because: {p.not_published_because}"
    words = (
        f"Scored on: {fact_date_words(p.scored_on) or 'not recorded'}. {published.rstrip('.')}. "
        f"Seen by those who decide: {YES_NO[p.seen_by_deciders].lower()}."
    )
    link = RecordLink(f"Scores of {_column(view, record)}", address_of_record(view, record))
    return ScoresNote(link, words)
