"""Commands: thin, they call services."""
