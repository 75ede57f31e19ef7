"""The worker and its jobs: thin, they call services."""

from casework.jobs import (  # noqa: F401  (importing registers the jobs)
    documents,
    letters,
    nightly,
    notices,
    papers,
    reminders,
    schemes,
    upkeep,
)
