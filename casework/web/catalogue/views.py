"""The catalogue of gates, for each version of each pathway."""

from __future__ import annotations

from flask import abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from casework.engine.definition import Definition
from casework.services.citations import citation_checks
from casework.web.catalogue import blueprint
from casework.web.catalogue.words import gate_words, move_words
from casework.web.viewer import office


def versions() -> list[Definition]:
    """Every published version, by pathway, the newest first."""
    found = office().pathways.definitions.values()
    return sorted(found, key=lambda d: (d.pathway, -d.version))


@blueprint.get("")
def list_gates() -> Response:
    """The newest version of the main pathway."""
    newest = office().pathways.newest("major-service-change")
    return redirect(url_for(".show_version", pathway=newest.pathway, version=newest.version))


@blueprint.get("/<pathway>/v<int:version>")
def show_version(pathway: str, version: int) -> str:
    """Every gate of a version by stage, with why it is asked."""
    definition = office().pathways.version(pathway, version)
    stages = [
        (stage, [g for g in definition.gates if g.stage == stage.id])
        for stage in definition.stages
        if not stage.final
    ]
    return render_template(
        "catalogue/version.html", definition=definition, stages=stages, versions=versions()
    )


@blueprint.get("/<pathway>/v<int:version>/stage/<stage>")
def show_stage(pathway: str, version: int, stage: str) -> str:
    """Every gate of one stage in full."""
    definition = office().pathways.version(pathway, version)
    found = next((s for s in definition.stages if s.id == stage), None)
    if found is None:
        abort(404)
    checks = citation_checks(office())
    gates = [gate_words(definition, g, checks) for g in definition.gates if g.stage == stage]
    leaving = [move_words(definition, edge.id) for edge in definition.edges_from(stage)]
    return render_template(
        "catalogue/stage.html", definition=definition, stage=found, gates=gates, leaving=leaving
    )


@blueprint.get("/<pathway>/v<int:version>/<gate>")
def show_gate(pathway: str, version: int, gate: str) -> str:
    """One gate in full."""
    definition = office().pathways.version(pathway, version)
    found = definition.find_gate(gate)
    if found is None:
        abort(404)
    words = gate_words(definition, found, citation_checks(office()))
    return render_template("catalogue/gate.html", definition=definition, gate=words)
