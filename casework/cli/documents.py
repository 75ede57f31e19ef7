"""``documents check``: every template, and every document made of full, empty and worst facts."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from casework.cli.entrance import Entrance
from casework.documents.accessibility import check_docx
from casework.documents.context import DocumentContext
from casework.documents.examples import empty_context, full_context, worst_context
from casework.documents.manifest import FOLDER, Manifest, list_manifests
from casework.documents.rendering import render
from casework.documents.template_check import check_templates

SOUND, FAULTY = 0, 1
CONTEXTS: dict[str, Callable[[Manifest], DocumentContext]] = {
    "with every fact recorded": full_context,
    "with nothing recorded": lambda manifest: empty_context(),
    "with forty councils and hostile texts": worst_context,
}


def add_parser(subparsers: Any) -> None:
    """Add ``documents check``."""
    verbs = subparsers.add_parser("documents", help="Word templates").add_subparsers(
        metavar="ACTION", required=True
    )
    check = verbs.add_parser("check", help="check every template and every document made of it")
    check.add_argument("--templates", metavar="FOLDER", type=Path, default=FOLDER)
    check.set_defaults(run=check_documents)


def check_documents(arguments: argparse.Namespace, entrance: Entrance) -> int:
    """Print each fault, or that there is none. Returns 1 if there is any."""
    faults = list(faults_in(arguments.templates))
    for fault in faults:
        print(fault)
    if not faults:
        count = len(list_manifests(arguments.templates))
        print(f"Sound: {count} documents, each made {len(CONTEXTS)} times and read back.")
    return FAULTY if faults else SOUND


def faults_in(folder: Path) -> Iterator[str]:
    """Faults of the templates; only if there is none, those of the documents made of them."""
    templates = check_templates(folder)
    yield from templates
    if templates:
        return
    for manifest in list_manifests(folder):
        for described, context_of in CONTEXTS.items():
            yield from _faults_of(manifest, described, context_of(manifest), folder)


def _faults_of(
    manifest: Manifest, described: str, context: DocumentContext, folder: Path
) -> Iterator[str]:
    where = f"{manifest.folder.name}, made {described}"
    try:
        made = render(manifest.id, context, folder=folder)
    except Exception as error:  # a template may fail in any way; each is named, none hides another
        yield f"{where}: {type(error).__name__}: {error}"
        return
    for finding in check_docx(made.docx):
        yield f"{where}: {finding}"
