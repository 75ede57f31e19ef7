"""Every document renders on every context, says what it must and is the same each time."""

from __future__ import annotations

import dataclasses
import hashlib
import subprocess
import sys
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from casework.documents import facts
from casework.documents.accessibility import check_docx
from casework.documents.examples import MADE_AT, empty_context, full_context, worst_context
from casework.documents.manifest import list_manifests
from casework.documents.rendering import DocumentHasGaps, list_gaps, render
from casework.documents.stamp import REPLAY_NOTICE
from casework.domain.dates import FactDate
from casework.domain.errors import NotFound

MANIFESTS = {manifest.id: manifest for manifest in list_manifests()}
SET_ASIDE, QUESTIONS = "Checks set aside, and why", "Questions raised, and our answers"
CONTEXTS = {
    "full": full_context,
    "worst": worst_context,
    "empty": lambda manifest: empty_context(),
}
EXPECTED = {
    "D01", "D02", "D03", "D04", "D05", "D06", "D07", "D08", "D11", "D13", "D16", "D19", "D20",
    "D21", "D21a", "D22", "D30", "D31", "D32", "D33", "D33a", "D33b", "D33c", "D33d",
    "D33e", "D33f", "HR1", "PK1", "PK2",
}  # fmt: skip
every_document = pytest.mark.parametrize("document_id", sorted(MANIFESTS))
every_context = pytest.mark.parametrize("name", sorted(CONTEXTS))


@cache
def example(document_id: str, name: str = "full"):
    """The document on one of the example contexts, made once."""
    return render(document_id, CONTEXTS[name](MANIFESTS[document_id]))


def changed(document_id: str, **changes):
    """The document on the full context with some facts changed."""
    context = full_context(MANIFESTS[document_id])
    return render(document_id, dataclasses.replace(context, **changes))


def text_of(content: bytes) -> str:
    """All text of body, headers and footers."""
    document = Document(BytesIO(content))
    roots = [document.element.body]
    for section in document.sections:
        roots += [section.header._element, section.footer._element]
    return "\n".join(
        "".join(part.text or "" for part in paragraph.iter(qn("w:t")))
        for root in roots
        for paragraph in root.iter(qn("w:p"))
    )


def test_every_document_of_the_catalogue_of_this_issue_exists():
    assert set(MANIFESTS) >= EXPECTED


@every_document
@every_context
def test_a_rendered_document_passes_the_accessibility_check(document_id, name):
    assert check_docx(example(document_id, name).docx) == []


@every_document
@every_context
def test_no_template_tag_and_no_python_word_reaches_the_reader(document_id, name):
    text = text_of(example(document_id, name).docx)
    text = text.replace("{{ 7 * 7 }} {% if %}", "")
    marks = ("{{", "{%", "\ue000", "\ue001", "None", "FactDate")
    assert [mark for mark in marks if mark in text] == []


@every_document
def test_each_missing_required_fact_is_a_visible_gap(document_id):
    document = example(document_id, "empty")
    text = text_of(document.docx)
    assert [gap.label for gap in document.gaps if f"[Not recorded: {gap.label}]" not in text] == []


def without_each_fact(document_id: str):
    """The full context with one of its facts taken away, for each fact in turn."""
    context, bare = full_context(MANIFESTS[document_id]), empty_context()
    for field in dataclasses.fields(context):
        yield dataclasses.replace(context, **{field.name: getattr(bare, field.name)})


def test_whichever_fact_is_missing_its_gap_is_visible():
    for context in without_each_fact("D05"):
        document = render("D05", context)
        text = text_of(document.docx)
        assert [gap for gap in document.gaps if f"[Not recorded: {gap.label}]" not in text] == []


def test_the_pre_consultation_business_case_has_the_24_sections_of_its_checklist():
    document = Document(BytesIO(example("D11").docx))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert len(headings) == 25 and headings[-1] == "About this document"


@every_document
def test_contents_lead_to_the_headings_that_they_name(document_id):
    body = Document(BytesIO(example(document_id).docx)).element.body
    marks = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    assert {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))} <= marks


@every_document
def test_every_gap_says_what_to_record(document_id):
    assert all(gap.remedy for gap in example(document_id, "empty").gaps)


@every_document
def test_a_full_record_leaves_no_gap(document_id):
    assert example(document_id, "full").gaps == ()


@every_document
def test_a_full_record_can_be_approved(document_id):
    context = full_context(MANIFESTS[document_id])
    assert "Approved" in text_of(render(document_id, context, "approved").docx)


@every_document
def test_approving_with_gaps_is_refused_with_the_list(document_id):
    with pytest.raises(DocumentHasGaps) as refused:
        render(document_id, empty_context(), "approved")
    assert refused.value.gaps == list_gaps(document_id, empty_context())


@every_document
def test_the_document_states_its_versions(document_id):
    text = text_of(example(document_id).docx)
    version = MANIFESTS[document_id].version
    assert f"{document_id}, template version {version}, case version 128" in text


@every_document
def test_a_replayed_case_says_so(document_id):
    assert REPLAY_NOTICE in text_of(example(document_id).docx)


@every_document
def test_a_live_case_does_not_say_that_it_is_reconstructed(document_id):
    assert REPLAY_NOTICE not in text_of(example(document_id, "empty").docx)


@every_document
def test_what_was_set_aside_is_printed_with_its_published_reason(document_id):
    entry = facts.SetAside(check="A letter is sent", published_reason="The reason for the public")
    text = text_of(changed(document_id, set_aside=(entry,)).docx)
    assert "A letter is sent" in text and "The reason for the public" in text


@every_document
def test_an_answered_question_is_printed_with_its_answer(document_id):
    question = facts.Question(raised="Eight weeks.", answer="The post was on strike.")
    text = text_of(changed(document_id, questions=(question,)).docx)
    assert "Eight weeks." in text and "The post was on strike." in text


@every_document
def test_an_open_question_is_printed_as_not_yet_answered(document_id):
    question = facts.Question(raised="Eight weeks.")
    text = text_of(changed(document_id, questions=(question,)).docx)
    assert "Raised and not yet answered." in text


@every_document
def test_nothing_is_said_of_checks_set_aside_where_there_is_none(document_id):
    made = changed(document_id, set_aside=(), questions=())
    assert not {SET_ASIDE, QUESTIONS} & set(headings_of(made.docx))


@every_document
def test_what_was_set_aside_and_what_was_raised_end_the_document(document_id):
    assert headings_of(example(document_id).docx)[-2:] == [SET_ASIDE, QUESTIONS]


@every_document
def test_no_document_ends_in_a_table(document_id):
    body = Document(BytesIO(example(document_id, "empty").docx)).element.body
    assert body.sectPr.getprevious().tag == qn("w:p")


@every_document
def test_rendering_twice_gives_the_same_bytes(document_id):
    context = worst_context(MANIFESTS[document_id])
    assert render(document_id, context).docx == example(document_id, "worst").docx


def test_another_process_gives_the_same_bytes():
    script = (
        "from casework.documents.examples import full_context as c\n"
        "from casework.documents.manifest import get_manifest as m\n"
        "from casework.documents.rendering import render\n"
        "print(render('D05', c(m('D05'))).sha256)"
    )
    root = Path(__file__).resolve().parents[2]
    other = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True
    )
    assert other.stdout.strip() == example("D05").sha256


def test_the_hash_is_that_of_the_bytes():
    document = example("D05")
    assert document.sha256 == hashlib.sha256(document.docx).hexdigest()


def test_hostile_text_is_printed_as_it_was_written():
    assert "<b>\"bold\"</b> 'quoted' {{ 7 * 7 }} {% if %}" in text_of(example("D05", "worst").docx)


def test_forty_councils_have_forty_rows():
    document = Document(BytesIO(example("D05", "worst").docx))
    councils = next(t for t in document.tables if t.rows[0].cells[0].text == "Council")
    assert len(councils.rows) == 41


def test_a_gap_is_bold_and_not_only_coloured():
    document = Document(BytesIO(example("D05", "empty").docx))
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs]
    gaps = [run for run in runs if run.text.startswith("[Not recorded:")]
    assert gaps and all(run.bold for run in gaps)


def test_a_blank_line_in_a_text_starts_a_new_paragraph():
    sections = {"case_for_change_summary": "First thought.\n\nSecond thought."}
    document = Document(BytesIO(changed("D05", sections=sections).docx))
    assert {"First thought.", "Second thought."} <= {p.text for p in document.paragraphs}


def test_dates_are_written_out():
    dates = facts.KeyDates(decision_on=MADE_AT.date())
    assert "20 November 2026" in text_of(changed("D05", dates=dates).docx)


def test_a_date_that_is_recorded_as_unknown_is_a_gap():
    dates = facts.KeyDates(decision_on=FactDate.parse("unknown"))
    assert "decision_on" in [gap.name for gap in changed("D05", dates=dates).gaps]


def test_an_imprecise_date_is_printed_as_far_as_it_is_known():
    dates = facts.KeyDates(decision_on=FactDate.parse("2027-03"))
    assert "in March 2027" in text_of(changed("D05", dates=dates).docx)


def test_a_recommendation_without_answer_blocks_the_letter_on_the_decision():
    unanswered = facts.Recommendation(
        authority_key="authority-1", authority="A council", number="1", text="Keep it open"
    )
    document = changed("D22", all_recommendations=(unanswered,))
    assert [gap.name for gap in document.gaps] == [
        "addressed_recommendations.position",
        "addressed_recommendations.response",
    ]


def test_comments_of_a_council_ask_for_an_answer():
    council = facts.AffectedAuthority(key="authority-1", name="A council", comments="We object")
    gaps = changed("D22", authorities=(council,)).gaps
    assert "authority_our_response" in [gap.name for gap in gaps]


def test_an_impact_assessment_lacks_each_characteristic_that_nobody_assessed():
    gaps = changed("D04", impacts=()).gaps
    assert "assessed effect (Pregnancy and maternity)" in [gap.label for gap in gaps]


def test_a_letter_under_the_earlier_law_speaks_of_referral():
    regime = facts.Regime(code="R13", title="2013 Regulations as made")
    assert "regulation 23(9)" in text_of(changed("D05", regime=regime).docx)


def test_a_letter_under_todays_law_does_not_speak_of_referral():
    assert "regulation 23(9)" not in text_of(example("D05").docx)


def test_an_unknown_document_is_not_found():
    with pytest.raises(NotFound):
        render("D99", empty_context())


def test_an_unknown_state_is_a_developers_mistake():
    with pytest.raises(ValueError, match="expected one of draft, approved"):
        render("D05", empty_context(), "final")


def headings_of(content: bytes) -> list[str]:
    """The headings of a document, in order."""
    document = Document(BytesIO(content))
    return [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]


@pytest.mark.parametrize("document_id", ["D05", "D06", "D07", "D22", "PK1"])
def test_a_letter_ends_in_one_line_about_itself(document_id):
    last = Document(BytesIO(example(document_id).docx)).paragraphs[-1].text
    assert last.startswith(f"{document_id}, template version 3. Case CASE-0001, version 128")


def test_a_short_table_stays_on_one_page():
    document = Document(BytesIO(example("D05").docx))
    dates = next(t for t in document.tables if t.rows[0].cells[0].text == "Date")
    kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in dates.rows]
    assert kept == [True, True, None]


def test_a_long_table_may_break_between_its_rows():
    document = Document(BytesIO(example("D05", "worst").docx))
    councils = next(t for t in document.tables if t.rows[0].cells[0].text == "Council")
    assert councils.rows[5].cells[0].paragraphs[0].paragraph_format.keep_with_next is None


def test_the_letter_to_a_council_does_not_tell_it_when_it_was_sent():
    assert "Letter sent" not in text_of(example("D05").docx)


def test_an_unwritten_completeness_check_says_where_it_is_written():
    context = dataclasses.replace(full_context(MANIFESTS["D11"]), sections={})
    assert "written with the sections of this document" in text_of(render("D11", context).docx)


def test_recorded_assurance_letters_need_no_further_word():
    context = dataclasses.replace(full_context(MANIFESTS["D08"]), sections={})
    assert "Not recorded: assurance stage" not in text_of(render("D08", context).docx)
