"""The dates of a case: what records state, what rules make of it, and what moves with what.

One function, ``case_dates``, works them out for every page. Nothing here knows today but by the
date judged, and nothing here presents.
"""

from casework.domain.case_dates.all_dates import case_dates
from casework.domain.case_dates.shapes import CaseDate, Terms

__all__ = ["CaseDate", "Terms", "case_dates"]
