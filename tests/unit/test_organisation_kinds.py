"""Which kind of body plainly follows which, and which codes are doubted."""

from __future__ import annotations

import pytest

from casework.domain.organisations import doubt_about_code, takes_over_plainly


@pytest.mark.parametrize(("old", "new", "plain"), [
    (("ccg",), "icb", True),
    (("icb",), "icb", True),
    (("nhs_england_region",), "government", True),
    (("healthwatch",), "icb", True),
    (("healthwatch",), "local_authority", True),
    (("district_council",), "local_authority", True),
    (("icb",), "local_authority", False),
    (("local_authority",), "joint_committee", False),
    (("local_authority",), "joint_scrutiny", False),
    (("trust",), "icb", False),
    (("local_authority", "joint_scrutiny"), "joint_scrutiny", True),
    (("other",), "icb", True),
])  # fmt: skip
def test_a_body_of_another_kind_does_not_follow_plainly(
    old: tuple[str, ...], new: str, plain: bool
) -> None:
    assert takes_over_plainly(old, new) is plain


@pytest.mark.parametrize(("kind", "system", "code", "doubted"), [
    ("icb", "ODS", "QABC", True), ("icb", "ODS", "RX1", True), ("icb", "ODS", "QE1", False),
    ("trust", "ODS", "RX1", False), ("icb", "", "", False),
])  # fmt: skip
def test_only_the_code_of_a_board_that_has_another_form_is_doubted(
    kind: str, system: str, code: str, doubted: bool
) -> None:
    assert bool(doubt_about_code(kind, system, code)) is doubted
