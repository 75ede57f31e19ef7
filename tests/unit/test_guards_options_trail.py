"""GD09: every discarded option has its trail, and people are told of realistic alternatives."""

from __future__ import annotations

import dataclasses

import pytest

from casework.domain.guards import find_guard
from tests.factories import NO, NOT_KNOWN, YES, expect, record

TRAIL, NAMED = "discarded_options_have_their_trail", "realistic_alternatives_are_in_the_document"


def option(key="two-sites", **fields):
    given = {
        "status": "discarded",
        "decided_on": "2026-02-01",
        "criterion": "Staff for two rotas",
        "decided_by": "Evaluation panel",
        "reasons": "No second rota can be staffed",
        "evidence": ("proposal_version/one",),
        "realistic": True,
        "judged_unviable": False,
        "named_in_document": True,
        **fields,
    }
    return record("option", key, title="Two sites", **given)


def document(says=True, implies=False):
    return record(
        "consultation_material",
        "main",
        format="document",
        title="Your say",
        says_alternatives=says,
        implies_no_alternative=implies,
    )


TWO_SITES = "{rec:option/two-sites}"
PREFERRED = record("option", "one-site", title="One site", status="preferred", realistic=True)
CONSULTATION = record("consultation", opens_on="2026-03-01", closes_on="2026-05-20")
UNVIABLE = {"judged_unviable": True, "named_in_document": False}
CITING = dataclasses.replace(option(evidence=()), cites=("evidence/paper@1",))

TABLE = [
    expect(TRAIL, YES, PREFERRED, option()),
    expect(TRAIL, YES, PREFERRED),
    expect(TRAIL, YES, CITING),
    expect(TRAIL, YES, option(decided_on="2026-02")),
    expect(TRAIL, NO, option(decided_on="2026-07-01")),
    *(
        expect(TRAIL, NOT_KNOWN, option(), option("other", **{name: None}))
        for name in ("decided_on", "criterion", "decided_by", "reasons")
    ),
    expect(TRAIL, NOT_KNOWN, option(decided_on="unknown")),
    expect(TRAIL, NOT_KNOWN, option(evidence=())),
    expect(TRAIL, NOT_KNOWN),
    expect(NAMED, YES, document(), PREFERRED, option()),
    # Options that were genuinely judged not to be viable need not be consulted on.
    expect(NAMED, YES, document(), PREFERRED, option(**UNVIABLE)),
    expect(NAMED, YES, document(False), PREFERRED, option(**UNVIABLE)),
    expect(NAMED, YES, document(), option(realistic=False, named_in_document=False)),
    # Nor can a document name what was put forward only once people had been asked.
    expect(
        NAMED,
        YES,
        *(document(), CONSULTATION),
        option(put_forward_on="2026-04-10", named_in_document=False),
    ),
    # A document that says or implies that there is no other way is none, whatever else it names.
    expect(NAMED, NO, document(implies=True)),
    expect(NAMED, NO, document(implies=True), option()),
    expect(NAMED, NO, document(), option(named_in_document=False)),
    expect(NAMED, NO, document(False), option()),
    expect(
        NAMED,
        NO,
        *(document(), CONSULTATION),
        option(put_forward_on="2026-02-10", named_in_document=False),
    ),
    expect(NAMED, NO, document(), option(put_forward_on="2026-04-10", named_in_document=False)),
    expect(
        NAMED,
        NOT_KNOWN,
        *(document(), CONSULTATION),
        option(put_forward_on="2026-03", named_in_document=False),
    ),
    expect(NAMED, NOT_KNOWN, document(implies=None), option()),
    expect(NAMED, NOT_KNOWN, document(None), option()),
    expect(NAMED, NOT_KNOWN, document(), option(realistic=None, named_in_document=None)),
    expect(NAMED, NOT_KNOWN, document(), option(named_in_document=None)),
    expect(NAMED, NOT_KNOWN, document(), option(**UNVIABLE, reasons=None)),
    expect(NAMED, NOT_KNOWN, document(), option(realistic=False, reasons=None)),
    expect(NAMED, NOT_KNOWN, document()),
    expect(NAMED, NOT_KNOWN, option()),
    expect(NAMED, NOT_KNOWN),
]


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.id)
def test_a_guard_on_options_answers_as_its_table_says(line):
    assert line.ask(find_guard(line.name)).verdict is line.verdict


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        (
            expect(TRAIL, NOT_KNOWN, option(criterion=None, evidence=())),
            "Not recorded: by which criterion an option was discarded; on what evidence an option "
            f"was discarded ({TWO_SITES})",
        ),
        (
            expect(TRAIL, NOT_KNOWN, option(decided_on="unknown")),
            f"Not recorded: when an option was discarded ({TWO_SITES})",
        ),
        (
            expect(NAMED, NOT_KNOWN, document(implies=None), option()),
            "Not recorded: whether the document implies that there is no other way",
        ),
        (
            expect(NAMED, NOT_KNOWN, document(), option(**UNVIABLE, reasons=None)),
            f"Not recorded: why an option was judged not to be viable or realistic ({TWO_SITES})",
        ),
        (expect(NAMED, NOT_KNOWN, document()), "Not recorded: Option"),
    ],
)
def test_what_is_missing_of_an_option_is_named(line, missing):
    assert line.ask(find_guard(line.name)).missing == missing
