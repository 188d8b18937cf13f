"""The pictures of a feed's entry: which of its files are one picture, and which words are whose (Media RSS)."""

from collections.abc import Iterator, Mapping

from nightdesk.wire.g2_sets import best_first
from nightdesk.wire.item import Picture, Rendition

_MOST_FILES = 500  # of one entry
_WORDS = ("caption", "credit", "copyright", "alt", "title")
_PORTRAITS = ("gravatar.com/avatar/",)  # blogs name the author's portrait among the pictures of each entry


class Shots:
    """Files of one group, or with the same words of their own, are one picture; words outside are everybody's."""

    def __init__(self) -> None:
        self.words: dict[str, str] = {}
        self.group = 0  # 0: outside of all groups
        self.groups = 0
        self.unread = 0
        self._of_group: dict[int, dict[str, str]] = {}
        self._files: dict[tuple[int, tuple[str, ...]], list[Rendition]] = {}
        self._count = 0

    def say(self, name: str, words: str) -> None:
        """Take words of the entry, or of the group that is being read; the first stay."""
        if words:
            holder = self._of_group.setdefault(self.group, {}) if self.group else self.words
            holder.setdefault(name, words)

    def first(self, name: str) -> str:
        """Return the first words of the entry, or else of a group, under a name."""
        return next((words[name] for words in (self.words, *self._of_group.values()) if name in words), "")

    def show(self, file: Rendition, own: Mapping[str, str] | None = None) -> None:
        """Take a file with the words that it carries itself; past a limit it is only counted."""
        if any(portrait in file.href for portrait in _PORTRAITS):
            return
        if self._count >= _MOST_FILES:
            self.unread += 1
            return
        self._count += 1
        key = tuple(own.get(name, "") for name in _WORDS) if own else ("",) * len(_WORDS)
        self._files.setdefault((self.group, key), []).append(file)

    def pictures(self) -> Iterator[Picture]:
        """Yield the pictures; thumbnails that belong to nothing show what the others show."""
        for (group, own), files in self._files.items():
            if len(self._files) > 1 and not any(own) and all(file.role == "thumbnail" for file in files):
                continue
            known = {**self.words, **self._of_group.get(group, {})}
            caption, credit, rights, alt, title = (
                words or known.get(name, "") for name, words in zip(_WORDS, own, strict=True)
            )
            yield Picture(best_first(files), caption=caption, credit=credit, copyright=rights, alt=alt, headline=title)
