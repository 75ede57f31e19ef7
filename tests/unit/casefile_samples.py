"""A small case file, and ways to write variants of it for tests."""

from __future__ import annotations

from pathlib import Path

HEADER = """\
casefile: 1
reference: SAMPLE-1
title: A sample
organisation: sample-icb
opened_on: 2025-01-06
organisations:
  - {key: sample-icb, name: Sample ICB, kind: icb}
  - {key: sample-council, name: Sample Council, kind: local_authority}
persons:
  - {key: sample-pm, job_title: Programme manager, organisation: sample-icb}
  - {key: sample-sro, job_title: Senior responsible owner, organisation: sample-icb}
  - {key: sample-gov, job_title: Governance lead, organisation: sample-icb}
  - {key: sample-leg, job_title: Legal adviser, organisation: sample-icb}
roles:
  - {person: sample-pm, role: PM}
  - {person: sample-sro, role: SRO}
  - {person: sample-gov, role: GOV}
  - {person: sample-leg, role: LEG}
sources:
  - {id: PAPER, title: Board paper}
acts:
"""
COUNCIL = (
    "- {act: record, kind: affected_authority, key: council, "
    "values: {organisation: sample-council, standing: scrutiny}, source: PAPER}\n"
)
TO_S1 = "- {act: move, what: S0-S1, on: 2025-02, source: PAPER, happened_anyway: true}\n"


def write_case(folder: Path, acts: str, header: str = HEADER) -> Path:
    """Write a case file with these acts, and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "case.yaml"
    path.write_text(header + acts, encoding="utf-8")
    return path
