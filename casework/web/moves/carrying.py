"""What a dry run assumes, carried from page to page in the form and stored nowhere.

It is signed for its author and the case, and good for a day, so that nobody can put assumptions
before somebody else and nothing but what the forms accepted comes back. It is never in an address.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from flask import current_app

from casework.domain.assumptions import Assumption, Sort, as_plain, from_plain
from casework.domain.errors import Conflict
from casework.services.reading import CaseView
from casework.web.viewer import current_viewer, office

KEPT_FOR = timedelta(hours=24)
LONGEST_CARRIED = 2_000_000
"""Characters that are even looked at; thirty assumptions of the greatest length take a third."""
PURPOSE = b"what a dry run assumes"


@dataclass(frozen=True, slots=True)
class Carried:
    """A dry run under way: the step and day as the page showed them, the assumptions, and which
    assumption is being added. ``shown`` marks the answer that the page gave."""

    what: str = ""
    on: str = ""
    assumptions: tuple[Assumption, ...] = ()
    adding: str = ""
    kind: str = ""
    key: str = ""
    shown: str = ""

    @property
    def day(self) -> date | None:
        """The day to judge as if on; None for the day by which the case is judged now."""
        return date.fromisoformat(self.on) if self.on else None

    @property
    def sort(self) -> Sort:
        """Which sort of assumption is being added. Raises ValueError if none is."""
        return Sort(self.adding)

    def without(self, place: str) -> Carried:
        """The same without the assumption at a place; unchanged if there is none there."""
        kept = tuple(a for n, a in enumerate(self.assumptions) if str(n) != place)
        return replace(self, assumptions=kept)


def pack(carried: Carried, view: CaseView) -> str:
    """The text that a form carries."""
    told = {
        "case": view.reference, "person": current_viewer().person,
        "until": (office().clock.now() + KEPT_FOR).isoformat(),
        "what": carried.what, "on": carried.on, "adding": carried.adding,
        "kind": carried.kind, "key": carried.key, "shown": carried.shown,
        "assumptions": [as_plain(assumption) for assumption in carried.assumptions],
    }  # fmt: skip
    body = base64.urlsafe_b64encode(zlib.compress(json.dumps(told).encode())).decode()
    return f"{body}.{_signature(body)}"


def unpack(text: str, view: CaseView) -> Carried:
    """What a form carried; nothing for an empty text.

    Raises Conflict for what this person did not get from a page of this case within a day.
    """
    if not text:
        return Carried()
    told = _read(text)
    own = told.get("case") == view.reference and told.get("person") == current_viewer().person
    if not own or datetime.fromisoformat(told["until"]) < office().clock.now():
        raise _lost()
    assumptions = tuple(from_plain(plain) for plain in told["assumptions"])
    names = ("what", "on", "adding", "kind", "key", "shown")
    return Carried(assumptions=assumptions, **{name: told[name] for name in names})


def _read(text: str) -> Mapping[str, Any]:
    body, _, signature = text.rpartition(".")
    if len(text) > LONGEST_CARRIED or not hmac.compare_digest(
        signature.encode(), _signature(body).encode()
    ):
        raise _lost()
    try:
        told = json.loads(zlib.decompress(base64.urlsafe_b64decode(body)))
    except (ValueError, binascii.Error, zlib.error):
        raise _lost() from None
    return dict(told)


def _signature(body: str) -> str:
    secret = str(current_app.config["SECRET_KEY"]).encode()
    key = hmac.digest(secret, PURPOSE, hashlib.sha256)
    return hmac.new(key, body.encode(), hashlib.sha256).hexdigest()


def _lost() -> Conflict:
    return Conflict(
        "What was assumed did not come from this page, or is more than a day old.",
        "Begin the dry run again.",
    )
