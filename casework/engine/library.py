"""Every published pathway, by name, version and hash, and the lock that keeps them unchanged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from casework.domain.errors import DefinitionFaults, NotFound
from casework.engine.definition import Definition, LawEntry
from casework.engine.loader import Register, read_definition, read_register
from casework.engine.reading import Faults, shown

LOCK_FILE = "PUBLISHED.lock"
LAW_FILE = "law.yaml"
CASE_FILES = "case-files"

_VERSION_FILE = re.compile(r"v[1-9][0-9]*\.yaml\Z")
_LOCK_LINE = re.compile(r"([^\s/]+/v[1-9][0-9]*) ([0-9a-f]{64})\Z")


@dataclass
class Library:
    """The definitions in ``workflows/``. Stored ones are added by hash as cases need them."""

    law: dict[str, LawEntry]
    sources: dict[str, dict[str, str]]
    definitions: dict[str, Definition] = field(default_factory=dict)
    drafts: set[str] = field(default_factory=set)
    """Hashes of versions that the lock does not list: they are tried, and no case is on them."""

    @classmethod
    def load(cls, folder: Path) -> Library:
        """Read every file of the folder. Raises DefinitionFaults with the faults of all."""
        library, faults = cls.read(folder)
        if faults:
            raise DefinitionFaults(faults)
        return library

    @classmethod
    def read(cls, folder: Path) -> tuple[Library, list[str]]:
        """Whatever can be read of the folder, with the faults of all its files.

        Definitions that have faults are in it too: good for checking what names their parts, and
        for nothing else.
        """
        law_faults = Faults(LAW_FILE)
        register = read_register(folder / LAW_FILE, law_faults)
        library = cls(register.law if register else {}, register.sources if register else {})
        faults = law_faults.found
        published = published_names(folder)
        hashes: dict[str, str | None] = {}
        for path in definition_files(folder):
            name = f"{path.parent.name}/{path.stem}"
            found = Faults(f"{name}.yaml")
            definition = read_definition(path, register.law if register else None, found)
            faults += found.found
            hashes[name] = None
            if definition is not None:
                faults += misnamed(path, definition)
                library.add(definition)
                if published is not None and name not in published:
                    library.drafts.add(definition.hash)
                hashes[name] = definition.hash if _law_is_sound(definition, register) else None
        return library, [*faults, *stray_files(folder), *lock_faults(folder, hashes)]

    def add(self, definition: Definition) -> None:
        """Make a definition known by its hash."""
        self.definitions[definition.hash] = definition

    def find(self, definition_hash: str) -> Definition | None:
        """The definition with this hash, or None."""
        return self.definitions.get(definition_hash)

    def is_published(self, definition: Definition) -> bool:
        """False for a version that stands in the folder and that the lock does not list."""
        return definition.hash not in self.drafts

    def newest(self, pathway: str) -> Definition:
        """The highest published version of a pathway. Raises NotFound."""
        versions = [d for d in self.versions_of(pathway) if self.is_published(d)]
        if not versions:
            raise NotFound(f"There is no pathway called {pathway!r}.")
        return max(versions, key=lambda d: d.version)

    def names(self) -> list[str]:
        """Every pathway of which a version is published, by name."""
        return sorted({d.pathway for d in self.definitions.values() if self.is_published(d)})

    def versions_of(self, pathway: str) -> list[Definition]:
        """Every version of a pathway, drafts too, the oldest first."""
        found = (d for d in self.definitions.values() if d.pathway == pathway)
        return sorted(found, key=lambda d: d.version)

    def version(self, pathway: str, version: int) -> Definition:
        """One version of a pathway. Raises NotFound."""
        for definition in self.definitions.values():
            if (definition.pathway, definition.version) == (pathway, version):
                return definition
        raise NotFound(f"There is no version {version} of the pathway {pathway!r}.")


def _law_is_sound(definition: Definition, register: Register | None) -> bool:
    """False where the hash says nothing, because law that the definition cites has faults."""
    cited = {entry.id for entry in definition.law}
    return register is not None and not cited & register.faulty


def definition_files(folder: Path) -> list[Path]:
    """`<pathway>/vN.yaml`, ordered by pathway and version."""
    files = (
        path
        for path in folder.glob("*/*.yaml")
        if path.parent.name != CASE_FILES and _VERSION_FILE.match(path.name)
    )
    return sorted(files, key=lambda p: (p.parent.name, int(p.stem[1:])))


def stray_files(folder: Path) -> Iterator[str]:
    """A fault for every YAML file that nobody would read, because of its name or its place."""
    for path in _yaml_files(folder.glob("*")):
        if path.name != LAW_FILE:
            yield f"{path.name}: (file): is not read, expected {LAW_FILE} or a pathway's folder"
    for path in _yaml_files(folder.glob("*/*")):
        if path.parent.name != CASE_FILES and not _VERSION_FILE.match(path.name):
            name = f"{path.parent.name}/{path.name}"
            yield f"{name}: (file): is not read, expected a version called v1.yaml, v2.yaml, ..."


def _yaml_files(paths: Iterable[Path]) -> list[Path]:
    return sorted(p for p in paths if p.suffix.lower() in (".yaml", ".yml") and p.is_file())


def published_names(folder: Path) -> set[str] | None:
    """The versions that the lock lists, as `<pathway>/vN`; None where the folder has no lock: then
    nothing is kept from changing there, and every version counts."""
    if not (folder / LOCK_FILE).exists():
        return None
    lines = _lines_of(folder / LOCK_FILE, Faults(LOCK_FILE))
    return {m.group(1) for line in lines if (m := _LOCK_LINE.match(line.strip()))}


def misnamed(path: Path, definition: Definition) -> list[str]:
    """A fault if a file does not stand under the pathway and version that it states."""
    stated = f"{definition.pathway}/v{definition.version}"
    named = f"{path.parent.name}/{path.stem}"
    if stated == named:
        return []
    return [f"{named}.yaml: version: {stated}, expected {named}, as the file is called"]


def lock_faults(folder: Path, hashes: Mapping[str, str | None]) -> Iterator[str]:
    """A fault for every published file whose definition no longer has its published hash.

    ``hashes`` are those of the files found, by `<pathway>/vN`; None where a hash says nothing,
    since the file or the law that it cites cannot be read: that is a fault already.
    """
    faults = Faults(LOCK_FILE)
    seen: set[str] = set()
    for number, line in enumerate(_lines_of(folder / LOCK_FILE, faults), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _LOCK_LINE.match(line.strip())
        if match is None:
            faults.add(f"line {number}", shown(line), "<pathway>/vN and a hash")
            continue
        name, published = match.groups()
        if name in seen:
            faults.add(f"line {number}", f"{name} is listed twice", "one line for each version")
        seen.add(name)
        if name not in hashes:
            yield f"{name}.yaml: (file): published and gone, expected the published file"
        elif hashes[name] not in (None, published):
            yield (
                f"{name}.yaml: (file): changed since it was published, "
                "expected a new version file instead"
            )
    yield from faults.found


def _lines_of(lock: Path, faults: Faults) -> list[str]:
    try:
        return lock.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    except (UnicodeDecodeError, OSError):
        faults.add("", "cannot be read as UTF-8 text", "the lines that `workflows publish` wrote")
        return []
