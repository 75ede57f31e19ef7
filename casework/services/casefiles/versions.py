"""The version of its pathway that a case file is on, act by act."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casework.engine.definition import Definition

CHANGE, UNDO = "change_version", "undo_version"
ACTS = (CHANGE, UNDO)


class OnTheWay:
    """Follows the acts of a file: which definition the next one is read by."""

    def __init__(self, first: Definition, versions: Mapping[int, Definition]) -> None:
        self.definition = first
        self._versions = versions
        self._before: Definition | None = None

    def has(self, version: Any) -> bool:
        """True if there is a version of this number, other than the one that the case is on."""
        return version in self._versions and version != self.definition.version

    @property
    def may_undo(self) -> bool:
        """True if a change of version has not been undone yet."""
        return self._before is not None

    def follow(self, act: str, fields: Mapping[str, Any]) -> None:
        """Go on by the version that this act leads to; a fault in it is noted elsewhere."""
        if act == CHANGE and self.has(fields.get("version")):
            self._before, self.definition = self.definition, self._versions[fields["version"]]
        elif act == UNDO and self._before is not None:
            self.definition, self._before = self._before, None
