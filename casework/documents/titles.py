"""What the documents that gates name are called, and which of them are made here."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml

from casework.documents.manifest import FOLDER, list_manifests

PUT_IN = "put-in.yaml"


@lru_cache(maxsize=4)
def titles_made_here(folder: Path = FOLDER) -> dict[str, str]:
    """The title of each document with a template of its own, by its code; read once."""
    return {manifest.id: manifest.title for manifest in list_manifests(folder)}


@lru_cache(maxsize=4)
def titles_put_in(folder: Path = FOLDER) -> dict[str, str]:
    """The title of each document that others write and that is put in as evidence; read once."""
    found: dict[str, str] = yaml.safe_load((folder / PUT_IN).read_text(encoding="utf-8"))
    return found
