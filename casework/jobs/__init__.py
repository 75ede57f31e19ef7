"""The worker and its jobs: thin, they call services."""
