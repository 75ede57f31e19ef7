"""Every table, so that one import fills the metadata."""

from casework.store.models import (  # noqa: F401
    accounts,
    audit,
    calendar,
    cases,
    council_papers,
    files,
    jobs,
    parties,
    projections,
    records,
    reminding,
    schemes,
    successions,
)
