"""Bank holidays in England from the `holidays` package: the only module that imports it."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from casework.domain.calendar.bank_holidays import BankHolidays

FIRST_YEAR = 1990
LAST_YEAR = 2040


@lru_cache(maxsize=1)
def england_bank_holidays() -> BankHolidays:
    """Bank holidays in England from 1990 to 2040, substitute days and one-off days included.

    A day proclaimed after the package was released is missing: add it with `with_changes`.
    Future years assume that no day will be moved. The official list is the division
    england-and-wales of the bank holiday file on GOV.UK; the package is a copy of convenience.
    """
    import holidays  # slow to import, and not needed by those who bring their own calendar

    listed = holidays.country_holidays("GB", subdiv="ENG", years=range(FIRST_YEAR, LAST_YEAR + 1))
    return BankHolidays(
        dates=frozenset(listed),
        source=f"holidays package {holidays.__version__}, England",
        covers_from=date(FIRST_YEAR, 1, 1),
        covers_to=date(LAST_YEAR, 12, 31),
        names=dict(listed.items()),
    )
