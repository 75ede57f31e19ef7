"""What may enter a case's chain by its key: things that are there, and never free text.

Keys cannot be erased, so a name or a sentence in the place of one would stay for good.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection

from casework.domain.errors import Invalid
from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.permissions import can_read_privileged, is_privileged
from casework.domain.records import Kind, get_kind
from casework.domain.records.fields import FieldType
from casework.domain.records.named_kinds import RECORD_KINDS, records_named
from casework.domain.viewer import Viewer
from casework.engine.definition import Criterion
from casework.engine.judgement import subjects_of
from casework.store.parties import find_organisation

KEY = re.compile(r"[A-Za-z0-9_.:-]{1,120}")
LONGEST_STATED = 70
"""Characters of a key that somebody states. Keys of sign-offs, exceptions and notes, which have 120
at most, put something before it."""
_OF_KEYS = frozenset(
    {FieldType.CODE, FieldType.MANY_CODES, FieldType.ORGANISATION, FieldType.MANY_ORGANISATIONS,
     FieldType.PERSON, FieldType.MANY_PERSONS}
)  # fmt: skip


def check_key(key: str) -> None:
    """Raise Invalid unless a record may have this key."""
    if not KEY.fullmatch(key):
        raise Invalid(
            "A record's key has letters, figures and . _ : - only, 120 at most.",
            "Leave the key out, or choose another.", "key",
        )  # fmt: skip


def check_stated_key(key: str) -> None:
    """Raise Invalid unless somebody may give a record this key."""
    check_key(key)
    if len(key) > LONGEST_STATED:
        raise Invalid(
            f"A record's key has {LONGEST_STATED} characters at most; this one has {len(key)}.",
            "Leave the key out, or choose a shorter one.", "key",
        )  # fmt: skip


def check_organisation(connection: Connection, key: str, field: str) -> Any:
    """The organisation's row. Raises Invalid unless one has this key; none named is none wrong."""
    found = find_organisation(connection, key) if key else None
    if key and found is None:
        raise Invalid("There is no such organisation.", "Choose one from the list.", field)
    return found


def check_subject(c: Criterion, facts: CaseFacts, subject: str) -> None:
    """Raise Invalid unless the check is asked of this body or step."""
    if subject not in subjects_of(c, facts):
        raise Invalid(
            f"{c.ref} is not asked of that body or step.", "Choose from the gate's page.", "subject"
        )


def check_named_records(facts: CaseFacts, references: Iterable[str]) -> None:
    """Raise Invalid if a `kind/key` or `kind/key@version` is not on the case."""
    for reference in references:
        name, _, version = reference.partition("@")
        found = facts.find(name)
        numbers = {str(n + 1) for n in range(found.version)} if found else set()
        apart = found is not None and get_kind(found.kind).kept_apart
        if found is None or apart or (version and version not in numbers):
            raise Invalid(
                "A record that this names is not on the case.",
                "Choose one that is recorded.", "cites",
            )  # fmt: skip


def check_papers(
    facts: CaseFacts, viewer: Viewer, pins: Iterable[str], body: str = ""
) -> None:
    """Raise Invalid for a paper that is not current, or privileged and not for the viewer.

    With ``body``, a meeting or decision is that body's own and has been held or taken.
    """
    for pin in pins:
        found = facts.find(pin.partition("@")[0])
        current = found is not None and found.pin == pin and found.state == STATED
        if found is None or not current or (
            is_privileged(facts, found) and not can_read_privileged(facts, viewer)
        ):  # fmt: skip
            raise Invalid("A letter or minute that this names is not there as you name it.",
                          "Choose it from the list.", "papers")  # fmt: skip
        own = found.kind not in ("meeting", "decision") or found.subject == body
        on = getattr(found.payload, "held_on", None) or getattr(found.payload, "decided_on", None)
        ahead = on is not None and on.after(facts.as_at) is True
        if body and (not own or (ahead and found.kind in ("meeting", "decision"))):
            raise Invalid("The meeting or decision named is another body's, or still to come.",
                          "Choose the one at which it was decided.", "relied_on")  # fmt: skip


def check_codes(kind: Kind, payload: Any) -> None:
    """Raise Invalid if a field of codes, bodies or persons holds something that is no key.

    Whether there is such a body is not asked: a case may name one before it is entered.
    """
    for name, spec in kind.specs.items():
        if spec.type not in _OF_KEYS or spec.choices:
            continue
        value = getattr(payload, name)
        for key in value if isinstance(value, tuple) else filter(None, (value,)):
            if not KEY.fullmatch(key):
                raise Invalid(f"{spec.label}: a key is wanted here, not a text.",
                              "Choose one from the list.", name)  # fmt: skip


def check_named_kinds(kind: Kind, payload: Any, known: RecordVersion | None) -> None:
    """Raise Invalid, naming the field, for a record of another kind than the field may name.

    What the record names as ``known`` already may stay: an act may have put it there.
    """
    named_before = records_named(kind, known.payload) if known and known.payload else []
    for (name, field), kinds in RECORD_KINDS.items():
        if name != kind.name:
            continue
        value = getattr(payload, field)
        for reference in value if isinstance(value, tuple) else filter(None, (value,)):
            if reference.partition("/")[0] not in kinds and reference not in named_before:
                titles = ", ".join(get_kind(k).title.lower() for k in kinds)
                raise Invalid(
                    f"{kind.specs[field].label}: no record of that kind can be named here.",
                    f"Choose one of these kinds: {titles}.", field,
                )  # fmt: skip
