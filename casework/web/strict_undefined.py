"""What an unknown name does in a template: pass in the NHS macros, shout in ours."""

from __future__ import annotations

from typing import Any, NoReturn

from jinja2 import ChainableUndefined
from jinja2.utils import missing

# Names that the NHS macros use although nothing defines them.
MACRO_NAMES = frozenset({"undefined", "caller", "classes"})


class StrictAboutOurs(ChainableUndefined):
    """Chains like ChainableUndefined, which the NHS macros need for keys left out of a dict.

    A name that was not given to the template cannot be printed, and an attribute that one of our
    own objects lacks cannot be used at all: both are misspellings.
    """

    __slots__ = ()

    @property
    def _is_misspelt_attribute(self) -> bool:
        module = type(self._undefined_obj).__module__
        return self._undefined_obj is not missing and module.startswith("casework")

    @property
    def _is_missing_name(self) -> bool:
        return self._undefined_obj is missing and self._undefined_name not in MACRO_NAMES

    def _refuse(self) -> NoReturn:
        raise self._undefined_exception(self._undefined_message)

    def __str__(self) -> str:
        if self._is_misspelt_attribute or self._is_missing_name:
            self._refuse()
        return ""

    def __html__(self) -> str:
        return str(self)

    def __bool__(self) -> bool:
        if self._is_misspelt_attribute:
            self._refuse()
        return False

    def __iter__(self) -> Any:
        if self._is_misspelt_attribute or self._is_missing_name:
            self._refuse()
        return iter(())

    def __getattr__(self, name: str) -> Any:
        if self._is_misspelt_attribute and not name.startswith("__"):
            self._refuse()
        return super().__getattr__(name)
