"""How long tests with generated values look: the same few examples every time, unless asked.

`CASEWORK_TEST_EXAMPLES=500` tries so many, and others each time.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

_ASKED = os.environ.get("CASEWORK_TEST_EXAMPLES", "")
_SLOW = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large]


def tried(few: int, *, steps: int = 30, shrinking: bool = True) -> settings:
    """Settings that try ``few`` examples, of ``steps`` steps where they are stateful."""
    phases = [Phase.explicit, Phase.reuse, Phase.generate]
    return settings(
        max_examples=int(_ASKED or few),
        stateful_step_count=steps,
        derandomize=not _ASKED,
        database=None,
        deadline=None,
        suppress_health_check=_SLOW,
        phases=[*phases, Phase.shrink] if shrinking else phases,
        print_blob=True,
    )
