"""What the house tests look at: the files of the tree, as git would commit them."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


def paths_in_the_tree() -> list[Path]:
    """Every file that is tracked, or new and not ignored, relative to the root, in order."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    names = {name for name in listed.stdout.decode().split("\0") if name}
    return sorted(Path(name) for name in names if (ROOT / name).is_file())


def python_files(*folders: str) -> list[Path]:
    """The Python files of the tree, or of some of its top folders."""
    return [
        path
        for path in paths_in_the_tree()
        if path.suffix == ".py" and (not folders or path.parts[0] in folders)
    ]


def text_of(path: Path) -> str | None:
    """The file's text; None where it is not text."""
    content = (ROOT / path).read_bytes()
    if b"\0" in content:
        return None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None


def functions_in(path: Path) -> Iterator[FunctionNode]:
    """Every function and method of a Python file, also those within others."""
    for node in ast.walk(ast.parse((ROOT / path).read_text(), filename=str(path))):
        if isinstance(node, FunctionNode):
            yield node


def source_lines(function: FunctionNode) -> int:
    """How many lines a function has, decorators not counted."""
    return (function.end_lineno or function.lineno) - function.lineno + 1
