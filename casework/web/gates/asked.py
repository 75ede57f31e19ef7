"""The check that a request is about: found on the case, or NotFound."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request

from casework.domain.errors import NotFound
from casework.engine.definition import Gate
from casework.engine.judgement import judge_gate
from casework.engine.results import CriterionResult
from casework.services.reading import CaseView, get_case
from casework.web.viewer import current_viewer, office


@dataclass(frozen=True, slots=True)
class AskedCheck:
    """The case, the gate, and how one of its checks stands for one subject."""

    view: CaseView
    gate: Gate
    result: CriterionResult


def gate_of(view: CaseView, ref: str) -> Gate:
    """The gate. Raises NotFound."""
    found = view.definition.find_gate(ref)
    if found is None:
        raise NotFound(f"The pathway has no gate {ref}.", "Choose one from the case's page.")
    return found


def asked_check(reference: str, gate: str, criterion: str) -> AskedCheck:
    """The check `criterion` of a gate for the `subject` in the address. Raises NotFound."""
    view = get_case(office(), current_viewer(), reference)
    found = gate_of(view, gate)
    subject = request.args.get("subject", "")
    for result in judge_gate(view.definition, found, view.judged).results:
        if (result.criterion.id, result.subject) == (criterion, subject):
            return AskedCheck(view, found, result)
    raise NotFound(
        f"{gate} asks nothing called {criterion!r} of that body.", "Choose from the gate's page."
    )
