"""The worker and its jobs: thin, they call services."""

from casework.jobs import documents, letters, nightly, upkeep  # noqa: F401  (importing registers the jobs)
