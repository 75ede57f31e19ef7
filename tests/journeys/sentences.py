"""given, when, then: a journey reads as sentences, and a failure says in which it happened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def given(sentence: str) -> Iterator[None]:
    """What is so at the start."""
    with _said("given", sentence):
        yield


@contextmanager
def when(sentence: str) -> Iterator[None]:
    """What somebody does."""
    with _said("when", sentence):
        yield


@contextmanager
def then(sentence: str) -> Iterator[None]:
    """What is so afterwards."""
    with _said("then", sentence):
        yield


@contextmanager
def _said(word: str, sentence: str) -> Iterator[None]:
    print(f"{word} {sentence}", flush=True)
    try:
        yield
    except BaseException as error:
        error.add_note(f"{word} {sentence}")
        raise
