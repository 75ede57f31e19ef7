"""The page on PostgreSQL names the tables as they are protected."""

from __future__ import annotations

import re

from casework.store.protection import APPEND_ONLY
from tests.house.tree import ROOT


def test_the_page_names_every_table_that_only_grows_and_no_other() -> None:
    page = (ROOT / "docs" / "postgresql.md").read_text(encoding="utf-8")
    (line,) = [row for row in page.splitlines() if row.endswith("| SELECT, INSERT |")]
    assert tuple(re.findall(r"`(\w+)`", line)) == APPEND_ONLY
