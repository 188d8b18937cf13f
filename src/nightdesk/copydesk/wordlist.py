"""Word lists written as running text, so that a person can read and mend them."""


def listed(words: str) -> frozenset[str]:
    """Return the words of a text, as a set."""
    return frozenset(words.split())


def listed_in_order(words: str) -> list[str]:
    """Return the words of a text, in its order."""
    return words.split()
