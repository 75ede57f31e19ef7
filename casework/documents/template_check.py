"""Checks of `document_templates/`, for a person who has edited a template or a manifest.

Every name that a template prints is declared in its manifest and the other way round, every source
exists, the sandbox is kept, and the Word file itself passes the accessibility check.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from io import BytesIO
from pathlib import Path

from docx.document import Document
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError, nodes

from casework.documents.accessibility import check_docx
from casework.documents.environment import TemplateEnvironment
from casework.documents.manifest import (
    CLOSING_PART,
    FOLDER,
    TEMPLATE,
    Manifest,
    TemplateFaults,
    list_manifests,
)
from casework.documents.sources import explain_broken_source, row_class_of

_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Const,
    nodes.If, nodes.For, nodes.And, nodes.Or, nodes.Not, nodes.Compare, nodes.Operand,
)  # fmt: skip


def check_templates(folder: Path = FOLDER) -> list[str]:
    """Every fault of every manifest and template, as `folder: what`; empty when there is none."""
    try:
        manifests = list_manifests(folder)
    except TemplateFaults as error:
        return list(error.faults)
    faults = [
        f"{manifest.folder.name}: {fault}"
        for manifest in manifests
        for fault in (*_check_sources(manifest), *_check_template(manifest))
    ]
    return [*faults, *_check_closing(manifests)]


def _check_closing(manifests: Sequence[Manifest]) -> Iterator[str]:
    """Faults of the closing part, which is the same for all."""
    for manifest in manifests[:1]:
        closing = replace(manifest, fields=manifest.closing, folder=manifest.folder.parent)
        for fault in (*_check_sources(closing), *_check_template(closing, CLOSING_PART)):
            yield f"{CLOSING_PART}: {fault}"


def _check_sources(manifest: Manifest) -> Iterator[str]:
    for field in manifest.fields:
        broken = explain_broken_source(field.source)
        if broken:
            yield f"field {field.name}: source {field.source}: {broken}"
            continue
        row = row_class_of(field.source)
        for column in field.rows:
            if row is None or column.name not in getattr(row, "__annotations__", {}):
                yield f"field {field.name}: its rows have no {column.name!r}"


def _check_template(manifest: Manifest, name: str = TEMPLATE) -> Iterator[str]:
    try:
        content = (manifest.folder / name).read_bytes()
        template = DocxTemplate(BytesIO(content))
        template.init_docx()
    except Exception as error:  # python-docx raises several kinds for a file that is not Word
        yield f"{name}: cannot be opened as a Word file: {error}"
        return
    usage = _Usage(manifest, name)
    for part in _parts(template):
        yield from usage.read(part)
    used = usage.names
    for unknown in sorted(set(used) - {field.name for field in manifest.fields}):
        where = _where(template.docx, unknown)
        yield f"unknown name {unknown!r}{where}{_suggestion(unknown, manifest)}"
    for field in manifest.fields:
        if field.name not in used and not _is_condition(field.name, manifest):
            yield f"field {field.name} is declared and not used in the template"
    yield from (f"{name}: {finding}" for finding in check_docx(content))


class _Usage:
    """Which names a template uses; `read` yields what the sandbox would refuse."""

    def __init__(self, manifest: Manifest, file: str) -> None:
        self.manifest = manifest
        self.file = file
        self.names: set[str] = set()

    def read(self, xml: str) -> Iterator[str]:
        """Faults of one part of the file."""
        try:
            tree = TemplateEnvironment().parse(xml)
        except TemplateSyntaxError as error:
            yield f"{self.file}: {error.message}"
            return
        loops = list(tree.find_all(nodes.For))
        for loop in loops:
            if isinstance(loop.target, nodes.Name) and isinstance(loop.iter, nodes.Name):
                yield from self._check_columns(loop)
            else:
                yield f"{self.file}: a loop must run over one list: {{%tr for row in list %}}"
        rows = {loop.target.name for loop in loops if isinstance(loop.target, nodes.Name)}
        for node in tree.find_all(nodes.Node):
            yield from self._check_node(node, rows)

    def _check_columns(self, loop: nodes.For) -> Iterator[str]:
        field = self.manifest.field(getattr(loop.iter, "name", ""))
        columns = {column.name for column in field.rows} if field else set()
        for attribute in loop.find_all(nodes.Getattr):
            if field and attribute.attr not in columns and not attribute.attr.startswith("_"):
                yield f"rows of {field.name} declare no {attribute.attr!r}"

    def _check_node(self, node: nodes.Node, row_names: set[str]) -> Iterator[str]:
        if isinstance(node, nodes.Name) and node.name not in row_names:
            self.names.add(node.name)
        if not isinstance(node, _ALLOWED):
            yield f"{self.file}: {type(node).__name__} is not allowed in a template"
        elif isinstance(node, nodes.Getattr):
            if node.attr.startswith("_"):
                yield f"{self.file}: the attribute {node.attr!r} is not allowed in a template"
            elif not (isinstance(node.node, nodes.Name) and node.node.name in row_names):
                yield f"{self.file}: {node.attr!r} is asked of something that is no row"


def _parts(template: DocxTemplate) -> Iterator[str]:
    yield template.patch_xml(template.get_xml())
    for uri in (DocxTemplate.HEADER_URI, DocxTemplate.FOOTER_URI):
        for _, part in template.get_headers_footers(uri):
            yield template.patch_xml(template.get_part_xml(part))


def _where(document: Document, name: str) -> str:
    word = re.compile(rf"\b{re.escape(name)}\b")
    for number, element in enumerate(document.element.body.iter("{*}p"), start=1):
        text = "".join(part.text or "" for part in element.iter(qn("w:t")))
        if word.search(text):
            return f" in paragraph {number} “{text.strip()[:60]}”"
    return " in the header or footer"


def _suggestion(name: str, manifest: Manifest) -> str:
    close = get_close_matches(name, [field.name for field in manifest.fields], n=1)
    return f"; did you mean {close[0]!r}?" if close else ""


def _is_condition(name: str, manifest: Manifest) -> bool:
    """True for a field that only decides whether another is required."""
    return any(field.required_if == name for field in manifest.fields)
