"""Pieces of pages and feeds that were made before: a story's card stands on six fronts and in a dozen feeds.

A piece is known by the very views it was made from. They are frozen and the memory holds on to them, so no
other view can take their identity and a piece can never be old; whoever reads a row anew has another view.
"""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

Piece = TypeVar("Piece")


class Fragments(Generic[Piece]):
    """At most twice ``many`` pieces; the ones not asked for lately go. Threads may share it: at worst both make one."""

    def __init__(self, many: int) -> None:
        self.many = many
        self._lately: dict[tuple[Any, ...], tuple[tuple[Any, ...], Piece]] = {}
        self._before = self._lately

    def __call__(self, views: tuple[Any, ...], how: tuple[Any, ...], make: Callable[[], Piece]) -> Piece:
        """Return the piece made from these very views in this way, making it the first time."""
        key = (*map(id, views), *how)
        kept = self._lately.get(key)
        if kept is None:
            kept = self._before.get(key) or (views, make())
            if len(self._lately) >= self.many:
                self._before, self._lately = self._lately, {}
            self._lately[key] = kept
        return kept[1]
