"""The only SQLAlchemy: tables, queries, rows to facts, and ``transaction``."""
