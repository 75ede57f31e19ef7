"""Every published pathway, by name, version and hash, and the lock that keeps them unchanged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from casework.domain.errors import DefinitionFaults, NotFound
from casework.engine.definition import Definition, LawEntry
from casework.engine.loader import load_definition, load_law, load_sources

LOCK_FILE = "PUBLISHED.lock"


@dataclass
class Library:
    """The definitions in ``workflows/``. Stored ones are added by hash as cases need them."""

    law: dict[str, LawEntry]
    sources: dict[str, dict[str, str]]
    definitions: dict[str, Definition] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path) -> Library:
        """Read every file of the folder. Raises DefinitionFaults with the faults of all."""
        faults: list[str] = []
        law: dict[str, LawEntry] = {}
        try:
            law = load_law(folder / "law.yaml")
        except DefinitionFaults as error:
            faults += error.faults
        library = cls(law, load_sources(folder / "law.yaml"))
        for path in definition_files(folder):
            try:
                definition = load_definition(path, law)
            except DefinitionFaults as error:
                faults += error.faults
                continue
            faults += misnamed(path, definition)
            library.add(definition)
        if not faults:
            faults += list(lock_faults(folder, library))
        if faults:
            raise DefinitionFaults(faults)
        return library

    def add(self, definition: Definition) -> None:
        """Make a definition known by its hash."""
        self.definitions[definition.hash] = definition

    def find(self, definition_hash: str) -> Definition | None:
        """The definition with this hash, or None."""
        return self.definitions.get(definition_hash)

    def newest(self, pathway: str) -> Definition:
        """The highest version of a pathway. Raises NotFound."""
        versions = [d for d in self.definitions.values() if d.pathway == pathway]
        if not versions:
            raise NotFound(f"There is no pathway called {pathway!r}.")
        return max(versions, key=lambda d: d.version)

    def version(self, pathway: str, version: int) -> Definition:
        """One version of a pathway. Raises NotFound."""
        for definition in self.definitions.values():
            if (definition.pathway, definition.version) == (pathway, version):
                return definition
        raise NotFound(f"There is no version {version} of the pathway {pathway!r}.")


def definition_files(folder: Path) -> list[Path]:
    """`<pathway>/vN.yaml`, ordered by pathway and version."""
    files = folder.glob("*/v*.yaml")
    return sorted(files, key=lambda p: (p.parent.name, int(p.stem[1:]) if p.stem[1:].isdigit()
                                        else 0))  # fmt: skip


def misnamed(path: Path, definition: Definition) -> list[str]:
    """A fault if a file does not stand under the pathway and version that it states."""
    stated = f"{definition.pathway}/v{definition.version}"
    named = f"{path.parent.name}/{path.stem}"
    if stated == named:
        return []
    return [f"{named}.yaml: version: {stated}, expected {named}, as the file is called"]


def lock_faults(folder: Path, library: Library) -> Iterator[str]:
    """A fault for every published file whose definition no longer has its published hash."""
    path = folder / LOCK_FILE
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        name, _, published = line.partition(" ")
        pathway, _, version = name.partition("/v")
        try:
            found = library.version(pathway, int(version))
        except NotFound:
            yield f"{name}.yaml: (file): published and gone, expected the published file"
            continue
        if found.hash != published.strip():
            yield (
                f"{name}.yaml: (file): changed since it was published, "
                "expected a new version file instead"
            )
