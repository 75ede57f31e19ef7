"""Casework: a proposal for major NHS service change, from first idea to public decision."""
