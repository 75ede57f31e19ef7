"""The habits of the tests themselves."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.house.tree import ROOT, FunctionNode, functions_in, python_files

# A call whose name begins with one of these checks something by itself.
CHECKING_CALLS = ("assert", "check", "expect", "verify", "raises", "warns", "fail", "then")


def test_every_test_asserts_something() -> None:
    offenders = [
        f"{path}:{function.lineno} {function.name}"
        for path in files_of_tests()
        for function in functions_in(path)
        if function.name.startswith("test_") and not asserts_something(function)
    ]
    assert offenders == [], "a test that asserts nothing cannot fail for the right reason"


def test_every_skip_gives_its_reason() -> None:
    offenders = [
        f"{path}:{call.lineno}"
        for path in files_of_tests()
        for call in _calls(path)
        if _name(call.func) in ("skip", "skipif", "xfail") and not _has_a_reason(call)
    ]
    assert offenders == [], "say why this is not run, and what would make it run"


def test_no_test_shares_its_name_with_another_of_its_file() -> None:
    offenders = []
    for path in files_of_tests():
        body = ast.parse((ROOT / path).read_text()).body
        names = [node.name for node in body if isinstance(node, FunctionNode)]
        offenders += [f"{path}: {name}" for name in set(names) if names.count(name) > 1]
    assert offenders == [], "the later one hides the earlier one, which never runs"


def files_of_tests() -> list[Path]:
    return [path for path in python_files("tests") if path.name.startswith("test_")]


def asserts_something(function: FunctionNode) -> bool:
    """Whether the function holds an assert, or a call that checks by itself."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call) and _name(node.func).lstrip("_").startswith(CHECKING_CALLS):
            return True
    return False


def _calls(path: Path) -> list[ast.Call]:
    return [
        node
        for node in ast.walk(ast.parse((ROOT / path).read_text()))
        if isinstance(node, ast.Call)
    ]


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _has_a_reason(call: ast.Call) -> bool:
    named = any(keyword.arg == "reason" for keyword in call.keywords)
    return named or (_name(call.func) == "skip" and bool(call.args))
