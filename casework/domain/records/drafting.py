"""What documents are written from besides facts: sections, and the rows of their tables."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.dates import FactDate
from casework.domain.records import fields as f
from casework.domain.records.registry import record_kind
from casework.domain.text import Text


@record_kind("section", "Section of a document", "Sections of documents", section="drafting")
@dataclass(frozen=True, slots=True)
class Section:
    """A text that an officer writes once and that every document with this section prints.

    ``name`` is the section's name in the documents' manifests.
    """

    name: str = f.code("Section", required=True)
    text: Text = f.text("Text", required=True, long=True)


@record_kind("option", "Option", section="drafting")
@dataclass(frozen=True, slots=True)
class Option:
    """An option considered, kept or discarded, with its trail: when, by whom, why, on what."""

    title: Text = f.text("Title", required=True)
    description: Text = f.text("Description", long=True)
    status: str = f.choice(
        "Status",
        {
            "long_list": "On the long list",
            "short_list": "On the short list",
            "preferred": "Preferred",
            "discarded": "Discarded",
        },
    )
    reasons: Text = f.text("Reasons", long=True)
    decided_on: FactDate | None = f.when("Decided on")
    criterion: Text = f.text("If discarded: by which criterion")
    decided_by: Text = f.text("If discarded: by whom (body or panel)")
    evidence: tuple[str, ...] = f.many_records("If discarded: on what evidence")
    realistic: bool | None = f.yes_no("Is or was it a realistic alternative?")
    judged_unviable: bool | None = f.yes_no("Was it genuinely judged not to be viable?")
    named_in_document: bool | None = f.yes_no(
        "Does the consultation document name it, and say why it is not pursued?"
    )
    put_forward_on: FactDate | None = f.when(
        "Put forward on", hint="If only after people began to be asked, such as a counter-proposal"
    )


@record_kind("impact", "Impact", section="drafting")
@dataclass(frozen=True, slots=True)
class Impact:
    """The assessed effect of the proposal, or of one option, on a group of people."""

    chapter: str = f.choice(
        "Chapter",
        {
            "equality": "Equality",
            "health_inequalities": "Health inequalities",
            "inclusion": "Inclusion health groups",
            "barriers": "Other barriers",
            "carers": "Carers",
            "travel": "Travel and access",
            "environment": "Climate and environment",
            "workforce": "Workforce",
        },
    )
    group: Text = f.text("Group", required=True)
    option: Text = f.text("Option")
    direction: str = f.choice(
        "Direction",
        {"positive": "Positive", "none": "No differential impact", "negative": "Negative"},
        required=False,
    )
    effect: Text = f.text("Effect", long=True)
    basis: Text = f.text("On what evidence", long=True)
    mitigation: Text = f.text("Mitigation", long=True)
    residual: Text = f.text("What remains after it")
    owner: Text = f.text("Owner (role)")


@record_kind("theme", "Theme of responses", "Themes of responses", section="drafting")
@dataclass(frozen=True, slots=True)
class Theme:
    """A significant issue that consultation raised, and what was done with it."""

    issue: Text = f.text("Issue", required=True, long=True)
    raised_by: Text = f.text("Raised by")
    our_response: Text = f.text("Our response", long=True)
    effect: Text = f.text("What changed because of it", long=True)


@record_kind("risk", "Risk", section="drafting")
@dataclass(frozen=True, slots=True)
class Risk:
    """A risk, its rating and its mitigation."""

    risk: Text = f.text("Risk", required=True, long=True)
    rating: Text = f.text("Rating")
    mitigation: Text = f.text("Mitigation", long=True)
    owner: Text = f.text("Owner (role)")


@record_kind("audience", "Audience", section="drafting")
@dataclass(frozen=True, slots=True)
class Audience:
    """A group to be reached by consultation: how, with what target, by whom."""

    group: Text = f.text("Group", required=True)
    methods: Text = f.text("How it is reached", long=True)
    target: Text = f.text("Target")
    owner: Text = f.text("Owner (role)")
