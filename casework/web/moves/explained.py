"""What the acts on a temporary change do, in words, before anybody does them."""

from __future__ import annotations

from casework.domain.roles import role_in_words
from casework.engine.agenda import EXTENSION, ON_SAFETY
from casework.engine.results import Judgement
from casework.services.reading import CaseView
from casework.web.cases.addresses import address_of
from casework.web.cases.next_links import Link
from casework.web.cases.offers import Offer
from casework.web.cases.words import in_words

STARTING = "start_temporary_change"
WORDS = {
    STARTING: (
        "This records that the temporary change begins. What is asked of it comes first: that "
        "people and councils were asked or told, why it is needed, and when and how it ends.",
    ),
    ON_SAFETY: (
        "Use this where patients or staff cannot wait. The change begins at once; what else is "
        "asked of a temporary change does not stop it.",
        "The chief medical officer or the chief nursing officer records the risk to safety in "
        "their own name.",
        "Whatever is still unmet then counts as overdue from the day on which the change began, "
        "and the change cannot be extended before it is done.",
    ),
    EXTENSION: (
        "This records that the temporary change goes on for longer. Everything asked of it is "
        "judged again. Record its new review and expiry on the change itself.",
    ),
}


def explained(offer: Offer, judgement: Judgement) -> tuple[str, ...]:
    """What an act does and who must sign first; nothing for other moves and acts."""
    words = WORDS.get(offer.what, ())
    signers = dict.fromkeys(
        role for gate in judgement.gates for c in gate.gate.criteria
        for role in (*c.attesters.all_of, *c.attesters.any_of)
    )  # fmt: skip
    if not words or not signers:
        return words
    titles = in_words(role_in_words(role) for role in signers)
    return (*words, f"Before it is done, the {titles} must sign off.")


def helpful_links(view: CaseView, offer: Offer) -> tuple[Link, ...]:
    """The temporary change itself, and the form of its safety ground."""
    if offer.what not in WORDS:
        return ()
    change = f"temporary_change/{offer.subject}"
    found = [Link("Look at the temporary change", address_of(
        "records.show", reference=view.reference, kind="temporary_change", key=offer.subject))]
    if offer.what == ON_SAFETY and view.roles:
        found.append(Link("Record the safety ground", address_of(
            "records.new", reference=view.reference, kind="safety_ground", change=change)))
    return tuple(link for link in found if link.address)
