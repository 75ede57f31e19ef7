"""What a case states of a power by itself, beside what it has from a body's own scheme."""

from __future__ import annotations

from casework.domain.errors import Invalid
from casework.domain.permissions import check_can_act_as
from casework.domain.schemes import POWER, from_schemes
from casework.services.verb import Verb
from casework.store.schemes import bodies_that_keep_one

OF_A_SCHEME = ":"
"""What stands in the key of a power between a body and its entry; see ``key_on_case``."""


def check_own_power(verb: Verb, kind: str, key: str, body: str) -> None:
    """Raise NotPermitted where somebody other than governance of the case would state or withdraw
    a power of a body that keeps its scheme, and Invalid for a key that is kept for its entries.

    A replayed case has only what its case file states.
    """
    if kind != POWER or verb.tx.row.replayed:
        return
    if OF_A_SCHEME in key and f"{POWER}/{key}" not in from_schemes(verb.facts):
        raise Invalid(
            "A key with a colon is kept for what comes from a body’s scheme of delegation.",
            "Leave the key out, or choose another.", "key",
        )  # fmt: skip
    if body and bodies_that_keep_one(verb.tx.connection, [body]):
        check_can_act_as(
            verb.facts, verb.viewer, ("GOV",),
            "state a power beside the scheme of delegation that the body keeps",
        )  # fmt: skip
