"""Faults of a template or a manifest are found and named before anyone meets them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from docx import Document
from jinja2.exceptions import SecurityError

from casework.documents.environment import TemplateEnvironment
from casework.documents.manifest import FOLDER, TemplateFaults, list_manifests
from casework.documents.template_check import check_templates

NAME = "D05-hosc-consultation-letter"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder with one document to spoil."""
    shutil.copytree(FOLDER / NAME, tmp_path / NAME)
    for shared in ("every-document.yaml", "every-document.docx"):
        shutil.copy(FOLDER / shared, tmp_path)
    return tmp_path


def add_paragraph(folder: Path, text: str) -> None:
    """Write a paragraph into the template, as somebody in Word would."""
    path = folder / NAME / "template.docx"
    document = Document(path)
    document.add_paragraph(text)
    document.save(path)


def change_manifest(folder: Path, change) -> None:
    """Edit the manifest, as somebody in a text editor would."""
    path = folder / NAME / "manifest.yaml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(yaml.safe_dump(content), encoding="utf-8")


def test_the_templates_of_the_repository_have_no_fault():
    assert check_templates() == []


def test_an_unknown_name_is_reported_with_its_paragraph_and_a_suggestion(copy):
    add_paragraph(copy, "We decide on {{ decison_on }}.")
    (fault,) = check_templates(copy)
    assert "unknown name 'decison_on' in paragraph" in fault
    assert "did you mean 'decision_on'?" in fault


def test_a_declared_field_that_no_template_prints_is_reported(copy):
    extra = {"name": "programme", "label": "programme", "source": "case.programme"}
    change_manifest(copy, lambda content: content["fields"].append(extra))
    assert check_templates(copy) == [
        f"{NAME}: field programme is declared and not used in the template"
    ]


def test_a_source_that_leads_nowhere_is_reported(copy):
    change_manifest(copy, lambda content: content["fields"][0].update(source="lead_body.nmae"))
    assert check_templates(copy) == [
        f"{NAME}: field sender_name: source lead_body.nmae: ResponsibleBody has no 'nmae'"
    ]


@pytest.mark.parametrize(
    "tag",
    [
        "{{ summary.__class__ }}",
        "{{ summary.upper() }}",
        "{{ summary | length }}",
        "{{ 7 * 7 }}",
        "{% set secret = summary %}",
        "{% include 'other' %}",
        "{{ sender_name['x'] }}",
    ],
)
def test_what_the_sandbox_would_refuse_is_reported(copy, tag):
    add_paragraph(copy, tag)
    assert check_templates(copy) != []


def test_a_column_that_the_manifest_does_not_declare_is_reported(copy):
    add_paragraph(copy, "{% for row in services %}{{ row.secret }}{% endfor %}")
    assert check_templates(copy) == [f"{NAME}: rows of services declare no 'secret'"]


def test_a_closing_part_that_is_missing_is_reported(copy):
    (copy / "every-document.docx").unlink()
    assert "every-document.docx: cannot be opened as a Word file" in check_templates(copy)[0]


def test_a_closing_part_that_asks_for_more_than_is_published_is_reported(copy):
    path = copy / "every-document.docx"
    document = Document(path)
    document.add_paragraph("{% for row in set_aside %}{{ row.privileged_note }}{% endfor %}")
    document.save(path)
    assert check_templates(copy) == [
        "every-document.docx: rows of set_aside declare no 'privileged_note'"
    ]


def test_a_closing_part_without_the_checks_set_aside_is_reported(copy):
    path = copy / "every-document.docx"
    Document(copy / NAME / "template.docx").save(path)
    faults = check_templates(copy)
    assert any("field set_aside is declared and not used" in fault for fault in faults)


def test_a_file_that_is_not_word_is_reported(copy):
    (copy / NAME / "template.docx").write_bytes(b"not Word")
    assert "cannot be opened as a Word file" in check_templates(copy)[0]


def test_all_faults_of_a_manifest_are_reported_together(copy):
    def spoil(content):
        content["per"] = "planet"
        content["colour"] = "blue"
        del content["title"]

    change_manifest(copy, spoil)
    with pytest.raises(TemplateFaults) as refused:
        list_manifests(copy)
    assert len(refused.value.faults) == 3


def test_a_required_field_needs_a_remedy(copy):
    change_manifest(copy, lambda content: content["fields"][0].pop("remedy"))
    assert "needs a remedy" in check_templates(copy)[0]


def test_two_documents_may_not_share_a_reference(copy):
    shutil.copytree(copy / NAME, copy / "D05-copy")
    assert check_templates(copy) == [f"{copy.name}: D05 is used twice"]


def test_the_sandbox_refuses_hidden_attributes():
    with pytest.raises(SecurityError):
        TemplateEnvironment().from_string("{{ ''.__class__.__mro__ }}").render()


def test_the_sandbox_refuses_every_call():
    with pytest.raises(SecurityError):
        TemplateEnvironment().from_string("{{ name.upper() }}").render(name="a")
