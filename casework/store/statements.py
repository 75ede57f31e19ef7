"""Which tables a statement of SQL would change: enough of a reading to guard our own code."""

from __future__ import annotations

import re
from functools import lru_cache

_LITERAL_OR_COMMENT = re.compile(r"'(?:[^']|'')*'|--[^\n]*|/\*.*?\*/", re.DOTALL)
_NAME = r'(?:["`\[]?\w+["`\]]? ?\. ?)?["`\[]?(\w+)["`\]]?'
_CHANGE = re.compile(
    # `FOR UPDATE` only locks; `DO UPDATE` belongs to an INSERT already found.
    r"(?:\b(?:INSERT (?:OR \w+ )?INTO|REPLACE INTO|MERGE INTO(?: ONLY)?|DELETE FROM(?: ONLY)?"
    r"|(?<!\bFOR )(?<!\bDO )(?<!\bON )(?<!\bKEY )UPDATE(?: OR \w+)?(?: ONLY)?)"
    r"|(?:^|; ?)(?:COPY|TRUNCATE(?: TABLE)?(?: ONLY)?"
    r"|(?:ALTER|DROP|CREATE) (?:UNIQUE )?\w+(?: IF (?:NOT )?EXISTS)?))"
    rf" {_NAME}",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def tables_written(statement: str) -> frozenset[str]:
    """The lower-case names of what a statement changes, CTEs and further statements included.

    A change of the schema counts as a change of what it names. SQLAlchemy sends a handful of
    distinct texts, so each is read once.
    """
    plain = " ".join(_LITERAL_OR_COMMENT.sub(" ", statement).split())
    return frozenset(match.group(1).lower() for match in _CHANGE.finditer(plain))
