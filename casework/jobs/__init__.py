"""The worker and its jobs: thin, they call services."""

from casework.jobs import letters, nightly  # noqa: F401  (importing registers the jobs)
