"""What one process makes once, however many applications its tests start.

An application is made anew for nearly every test. What it reads and compiles on the way is the
same each time, and took most of the time that the tests took: the pathways, the functions by which
addresses are written, and the templates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import CodeType
from typing import Any

import pytest
from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from werkzeug.routing import Rule

from casework.engine.library import Library

WORKFLOWS = Path(__file__).resolve().parent.parent / "workflows"


class _CompiledTemplates(BytecodeCache):
    """Compiled templates by their name and the hash of their text, which Jinja asks for."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key, bucket.checksum] = bucket.code


class _CompiledRule(Rule):
    """An address whose functions were compiled already if an application before had the same.

    They are given the rule that they write, and know nothing else of the application.
    """

    compiled: dict[Any, Callable[..., tuple[str, str]]] = {}

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        defaults = tuple((self.defaults or {}).items())
        written = (self.rule, tuple(self._trace), defaults, append_unknown)
        if written not in self.compiled:
            self.compiled[written] = super()._compile_builder(append_unknown)
        return self.compiled[written]


@contextmanager
def made_once() -> Iterator[None]:
    """Let the applications of this process share what is the same in all of them.

    Each has pathways of its own all the same: a case adds to them what its version was.
    """
    load: Callable[[Path], Library] = Library.load
    shipped: list[Library] = []

    def load_shipped_once(folder: Path) -> Library:
        if folder.resolve() != WORKFLOWS:
            return load(folder)
        if not shipped:
            shipped.append(load(folder))
        return replace(shipped[0], definitions=dict(shipped[0].definitions))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Library, "load", load_shipped_once)
        patch.setattr(Flask, "url_rule_class", _CompiledRule)
        patch.setitem(Flask.jinja_options, "bytecode_cache", _CompiledTemplates())
        yield
