"""The text of the pathway: every gate of the register is there, and every rule can be met."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from casework.domain.conditions import find_condition, list_conditions
from casework.domain.deadline_register import LAW as DEADLINES
from casework.domain.forces import MEANS_BY_FORCE, Force
from casework.domain.guards import find_guard, list_guards
from casework.domain.roles import ROLES
from casework.domain.succession_bars import BARS, OUR_DEFAULT
from casework.engine.loader import load_definition, load_law

WORKFLOWS = Path(__file__).resolve().parents[2] / "workflows"
PATHWAY = WORKFLOWS / "major-service-change" / "v1.yaml"
VERSIONS = sorted(PATHWAY.parent.glob("v*.yaml"))
EVERY_PATHWAY = sorted(WORKFLOWS.glob("*/v*.yaml"))
LAW = WORKFLOWS / "law.yaml"

EVERY_MOVE_ON = (
    "S0-S1 S0-CLOSED S1-S2 S2-S3 S3-S4 S4-S5 S5-S6 S6-S7 S7-S8 S8-S9 S9-S10 S9-CLOSED S10-S11 "
    "S11-CLOSED"
)

# The gate register: gate, stage, what it blocks, forces (all that the row names), attesters (all
# that the row names). Other criteria of a gate may add to the last two.
REGISTER = [
    ("GT00", "S0", "S0-S1", "LOCAL", "GOV"),
    ("GT01", "S0", EVERY_MOVE_ON, "STATUTE", "GOV LEG"),
    ("GT02", "S0", "S0-S1", "STATUTE STAT_GUIDANCE", "ENG GOV"),
    ("GT03", "S0", "S0-S1", "LOCAL", "GOV"),
    ("GT04", "S0", "S0-S1", "STATUTE", "CMO CNO"),
    ("GT10", "S1", "S1-S2", "STATUTE", "ENG"),
    ("GT11", "S1", "S1-S2", "STAT_GUIDANCE", "ENG"),
    ("GT12", "S1", "S1-S2", "COMMON_LAW", "LEG"),
    ("GT20", "S2", "S2-S3", "STATUTE STAT_GUIDANCE", "EDI"),
    ("GT21", "S2", "S2-S3", "GOOD_PRACTICE", "CNO CMO"),
    ("GT22", "S2", "S5-S6", "STATUTE", "SRO"),
    ("GT23", "S2", "S6-S7", "STATUTE", "DPO"),
    ("GT30", "S3", "S3-S4", "STATUTE STAT_GUIDANCE", "SRO HC"),
    ("GT31", "S3", "S3-S4", "STATUTE", "AO"),
    ("GT32", "S3", "S6-S7", "STATUTE", "HC"),
    ("GT33", "S3", "S3-S4", "STATUTE", "AO"),
    ("GT34", "S3", "S3-S4", "STAT_GUIDANCE", "ENG"),
    ("GT40", "S4", "S4-S5", "COMMON_LAW", "SRO"),
    ("GT41", "S4", "S4-S5", "STATUTE", "ENG"),
    ("GT42", "S4", "S4-S5", "NHSE_ASSURANCE", "NR"),
    ("GT43", "S4", "S4-S5", "NHSE_ASSURANCE", "CFO"),
    ("GT50", "S5", "S5-S6", "NHSE_ASSURANCE", "SRO"),
    ("GT51", "S5", "S5-S6", "NHSE_ASSURANCE", "CMO"),
    ("GT52", "S5", "S5-S6", "NHSE_ASSURANCE", "CMO"),
    ("GT53", "S5", "S5-S6", "NHSE_ASSURANCE", "CFO"),
    ("GT54", "S5", "S5-S6", "NHSE_ASSURANCE", "NR"),
    ("GT55", "S5", "S5-S6", "LOCAL", "LEG"),
    ("GT60", "S6", "S6-S7", "STATUTE", "GOV"),
    ("GT61", "S6", "S6-S7", "STATUTE", "GOV"),
    ("GT62", "S6", "S6-S7", "COMMON_LAW", "BRD"),
    ("GT63", "S6", "S6-S7", "STAT_GUIDANCE", "GOV"),
    ("GT70", "S7", "open_consultation", "STAT_GUIDANCE STATUTE", "ENG"),
    ("GT71", "S7", "open_consultation", "STATUTE", "DPO"),
    ("GT72", "S7", "S7-S8", "STATUTE", "AO"),
    ("GT73", "S7", "S7-S8", "GOOD_PRACTICE", "ENG"),
    ("GT74", "S7", "S7-S8", "GOOD_PRACTICE", "HR"),
    ("GT75", "S7", "S7-S8", "LOCAL", "ENG"),
    ("GT80", "S8", "S8-S9", "STAT_GUIDANCE", "ENG"),
    ("GT81", "S8", "S8-S9", "COMMON_LAW", "SRO"),
    ("GT82", "S8", "S8-S9", "STATUTE", "system"),
    ("GT82a", "S8", "S8-S9", "STATUTE", "system"),
    ("GT83", "S8", "S8-S9", "STATUTE", "AO"),
    ("GT84", "S8", "S8-S9", "STATUTE", "EDI CNO"),
    ("GT85", "S8", "S8-S9", "COMMON_LAW", "LEG"),
    ("GT90", "S9", "S9-S10", "NHSE_ASSURANCE", "SRO"),
    ("GT91", "S9", "S9-S10", "NHSE_ASSURANCE", "NR"),
    ("GT92", "S9", "S9-S10", "STATUTE LOCAL", "LEG"),
    ("GT93", "S9", "S9-S10", "COMMON_LAW", "GOV"),
    ("GT94", "S9", "S9-S10", "STATUTE", "GOV"),
    ("GT95", "S9", "S9-S10", "GOOD_PRACTICE", "GOV"),
    ("GT100", "S10", "S10-S11", "STAT_GUIDANCE", "GOV"),
    ("GT101", "S10", "S10-S11", "STAT_GUIDANCE", "AO"),
    ("GT102", "S10", "S10-S11", "COURT_RULE", "LEG"),
    ("GT110", "S11", "take_irreversible_step", "NHSE_ASSURANCE", "CMO CFO"),
    ("GT111", "S11", "S11-CLOSED", "GOOD_PRACTICE", "SRO"),
    ("GT112", "S11", "S11-CLOSED", "STATUTE", "GOV"),
]

# Gate: every way past it that the register allows, as means:role. None means no way but by force.
WAIVERS = {
    "GT11": {"departure:BRD"},
    "GT21": {"waiver:BRD"},
    "GT22": {"departure:BRD"},
    "GT23": {"not_applicable:DPO"},
    "GT33": {"waiver:AO"},
    "GT34": {"departure:BRD"},
    **dict.fromkeys(
        ["GT42", "GT43", "GT50", "GT52", "GT53", "GT54", "GT90", "GT91"],
        {"proportionate_assurance:NR"},
    ),
    "GT51": {"proportionate_assurance:NR", "not_applicable:CMO"},
    "GT55": {"waiver:AO"},
    "GT02": {"departure:BRD"},
    "GT60": {"urgent_decision:AO"},
    "GT63": {"departure:AO", "departure:SRO"},
    "GT70": {"departure:BRD"},
    "GT73": {"waiver:SRO"},
    "GT74": {"waiver:SRO"},
    "GT80": {"departure:BRD"},
    "GT82a": {"not_applicable:GOV"},
    "GT94": {"shorter_notice:GOV", "waiver:AO", "not_applicable:GOV"},
    "GT95": {"waiver:AO"},
    "GT110": {"departure:BRD"},
    "GT111": {"waiver:BRD"},
}

# Criteria that depend on the regime, on the split of a gate or on a body.
CONDITIONS = {
    "GT01.determination": [],
    "GT31.letter": ["substantial", "not_urgent"],
    "GT32.joint_committee": ["substantial", "not_urgent", "two_or_more_councils_consulted"],
    "GT33.sent": ["regime_is_r24", "substantial", "not_urgent"],
    "GT43.statement": ["capital_required"],
    "GT51.beds": ["substantial", "beds_fall_significantly"],
    "GT53.aligned": ["capital_required"],
    "GT73.review": ["consultation_window_is_six_weeks_or_more"],
    "GT74.record": ["staff_affected"],
    "GT82a.statement": [
        "regime_allows_referral",
        "substantial",
        "not_urgent",
        "council_has_not_agreed",
    ],
    "GT83.notified": ["recommendation_disagreed"],
    "GT91.letter": ["stage_three_required"],
    "GT92.direction": ["regime_has_call_in"],
}
PER = {
    "GT02.outcome": "responsible_body",
    "GT30.views": "affected_authority",
    "GT31.letter": "affected_authority",
    "GT32.joint_committee": "affected_authority",
    "GT34.letter": "healthwatch",
    "GT72.confirmed": "affected_authority",
    "GT82.comments": "affected_authority",
    "GT82a.statement": "affected_authority",
    "GT101.councils": "affected_authority",
    "GT101.healthwatch": "healthwatch",
    "GT110.safeguard": "irreversible_step",
}
BACK_AND_OUT = {
    "S2-S1", "S4-S1", "S4-S2", "S5-S4", "S6-S5", "S8-S7", "S8-S4", "S10-S9", "S11-S0",
    "S0-CLOSED", "S9-CLOSED", *(f"S{n}-WITHDRAWN" for n in range(1, 10)),
}  # fmt: skip


@cache
def pathway() -> dict[str, Any]:
    return yaml.safe_load(PATHWAY.read_text(encoding="utf-8"))


def gates() -> dict[str, dict[str, Any]]:
    return {gate["ref"]: gate for gate in pathway()["gates"]}


def criteria() -> dict[str, dict[str, Any]]:
    return {
        f"{ref}.{criterion['id']}": criterion
        for ref, gate in gates().items()
        for criterion in gate["criteria"]
    }


def attesters_of(criterion: dict[str, Any]) -> set[str]:
    signed_by = criterion["attesters"]
    if signed_by == "system":
        return {"system"}
    return set(signed_by.get("all_of", [])) | set(signed_by.get("any_of", []))


def test_the_loader_finds_no_fault_in_the_pathway():
    definition = load_definition(PATHWAY, load_law(LAW))
    assert (definition.pathway, definition.version) == ("major-service-change", 1)


def test_the_pathway_has_the_gates_of_the_register_and_no_other():
    assert list(gates()) == [row[0] for row in REGISTER]


@pytest.mark.parametrize(("ref", "stage", "blocks", "forces", "signed_by"), REGISTER)
def test_a_gate_stands_where_the_register_puts_it(ref, stage, blocks, forces, signed_by):
    gate = gates()[ref]
    assert (gate["stage"], gate["blocks"]) == (stage, blocks.split())


@pytest.mark.parametrize(("ref", "stage", "blocks", "forces", "signed_by"), REGISTER)
def test_a_gate_has_the_forces_and_attesters_of_the_register(
    ref, stage, blocks, forces, signed_by
):
    split = gates()[ref]["criteria"]
    signing = set().union(*(attesters_of(c) for c in split))
    assert set(forces.split()) <= {c["force"] for c in split}
    assert set(signed_by.split()) <= signing


@pytest.mark.parametrize("ref", [row[0] for row in REGISTER])
def test_a_gate_can_be_passed_only_as_the_register_allows(ref):
    found = {
        f"{waiver['means']}:{role}"
        for criterion in gates()[ref]["criteria"]
        for waiver in criterion.get("waiver", [])
        for role in waiver["by"]
    }
    assert found == WAIVERS.get(ref, set())


@pytest.mark.parametrize("ref", ["GT31", "GT33"])
def test_only_two_gates_may_be_deferred_to_what_the_law_asks(ref):
    latest = {g["ref"]: g["legal_latest"] for g in pathway()["gates"] if "legal_latest" in g}
    assert latest[ref] == ["open_consultation"]
    assert set(latest) == {"GT31", "GT33"}


@pytest.mark.parametrize(("ref", "conditions"), CONDITIONS.items())
def test_a_criterion_applies_under_its_conditions(ref, conditions):
    assert criteria()[ref].get("when", []) == conditions


@pytest.mark.parametrize(("ref", "per"), PER.items())
def test_a_criterion_is_asked_of_each_body_that_owes_it(ref, per):
    assert criteria()[ref]["per"] == per


def test_only_the_determination_of_the_regime_is_judged_under_law_that_is_not_encoded():
    judged = {ref for ref, criterion in criteria().items() if criterion.get("every_regime")}
    assert judged == {"GT01.determination", "GT01.current"}


@pytest.mark.parametrize(("ref", "criterion"), criteria().items())
def test_a_criterion_says_what_it_asks_and_how_to_meet_it(ref, criterion):
    for text in (criterion["asks"], criterion["how"]):
        assert re.fullmatch(r"[A-Z].{15,170}\.", text), f"{ref}: {text}"


@pytest.mark.parametrize(("ref", "criterion"), criteria().items())
def test_a_criterion_asks_for_something(ref, criterion):
    asked = criterion.get("needs") or criterion.get("guards")
    assert asked or attesters_of(criterion) != {"system"}, f"{ref} asks for nothing"


@pytest.mark.parametrize(("ref", "criterion"), criteria().items())
def test_a_criterion_cites_something_and_says_how_sure_we_are(ref, criterion):
    assert criterion["law"], f"{ref} cites nothing"
    assert criterion["confidence"] in ("C1", "C2", "A")


@pytest.mark.parametrize(("ref", "criterion"), criteria().items())
def test_a_waiver_is_one_that_the_force_allows(ref, criterion):
    means = {waiver["means"] for waiver in criterion.get("waiver", [])}
    assert means <= MEANS_BY_FORCE[Force(criterion["force"])]


def test_common_law_has_no_waiver_in_the_file():
    waived = [r for r, c in criteria().items() if c["force"] == "COMMON_LAW" and c.get("waiver")]
    assert waived == []


@pytest.mark.parametrize("ref", gates())
def test_a_gate_explains_itself_in_a_few_plain_sentences(ref):
    gate = gates()[ref]
    assert len(gate["title"]) <= 60
    assert 1 <= gate["reason"].count(".") <= 4
    assert 1 <= len(gate["good"]) <= 5


@pytest.mark.parametrize("ref", gates())
def test_a_gate_names_no_role_code_and_no_criterion_code_to_its_reader(ref):
    gate = gates()[ref]
    words = " ".join(
        [gate["title"], gate["reason"], *gate["good"]]
        + [text for c in gate["criteria"] for text in (c["asks"], c["how"])]
    )
    codes = set(ROLES) | {row[0] for row in REGISTER} | set(Force)
    assert [word for word in re.findall(r"\w+", words) if word in codes] == []


def test_every_law_of_the_register_is_cited_by_a_pathway_or_a_register_of_rules():
    register = load_law(LAW)
    cited = {entry.id for path in EVERY_PATHWAY for entry in load_definition(path, register).law}
    deadlines = {law_id for ids in DEADLINES.values() for law_id in ids}
    bars = {OUR_DEFAULT} | {law_id for bar in BARS for law_id in bar.law}
    assert cited | deadlines | bars == set(register)


def test_every_guard_and_condition_that_is_named_is_registered():
    guards = {name for c in criteria().values() for name in c.get("guards", [])}
    conditions = {name for c in criteria().values() for name in c.get("when", [])}
    assert [name for name in guards if find_guard(name) is None] == []
    assert [name for name in conditions if find_condition(name) is None] == []


def test_every_registered_name_is_used_by_a_pathway():
    text = "".join(path.read_text(encoding="utf-8") for path in EVERY_PATHWAY)
    unused = [name for name in list_guards() + list_conditions() if name not in text]
    assert unused == []


def test_the_stages_lead_from_s0_to_s11_and_end_closed_or_withdrawn():
    stages = pathway()["stages"]
    assert [s["id"] for s in stages] == [f"S{n}" for n in range(12)] + ["CLOSED", "WITHDRAWN"]
    assert [s["id"] for s in stages if s.get("final")] == ["CLOSED", "WITHDRAWN"]


def test_the_moves_are_forward_by_one_stage_and_the_listed_ways_back_and_out():
    forward = {f"S{n}-S{n + 1}" for n in range(11)} | {"S11-CLOSED"}
    edges = pathway()["edges"]
    assert {e["id"] for e in edges if e["kind"] == "forward"} == forward
    assert {e["id"] for e in edges if e["kind"] != "forward"} == BACK_AND_OUT


def test_a_move_is_named_for_where_it_leads():
    edges = pathway()["edges"]
    assert [e["id"] for e in edges] == [f"{e['from']}-{e['to']}" for e in edges]


def test_a_referral_needs_the_law_that_knew_it_and_freezes_what_cannot_be_undone():
    hold = next(h for h in pathway()["holds"] if h["id"] == "REFERRED")
    assert hold["when"] == ["regime_allows_referral"]
    assert hold["freezes"] == ["take_irreversible_step"]


def test_a_call_in_runs_six_months_and_a_request_freezes_nothing():
    holds = {h["id"]: h for h in pathway()["holds"]}
    assert holds["CALLED_IN"]["clock"] == "T08"
    assert {"take_irreversible_step", "S9-S10", "S10-S11"} <= set(holds["CALLED_IN"]["freezes"])
    assert holds["CALL_IN_REQUESTED"]["freezes"] == []


def test_every_hold_has_a_way_out():
    assert [h["id"] for h in pathway()["holds"] if not h.get("exits")] == []


def test_shelf_life_is_given_where_it_is_known():
    lives = {
        kind["id"]: kind["shelf_life_months"]
        for kind in pathway()["evidence_types"]
        if "shelf_life_months" in kind
    }
    assert lives == {
        "iia_screening": 12, "iia_report": 12, "iia_final": 12,
        "travel_analysis": 18, "activity_model": 18, "senate_report": 24,
    }  # fmt: skip
