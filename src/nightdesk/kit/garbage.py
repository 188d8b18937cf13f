"""Look for garbage seldom, in a process that makes many short-lived things and few that point in circles."""

import gc

YOUNGEST = 20_000  # new things before the youngest are looked through; Python's own 700 is for programs of that size


def look_seldom() -> None:
    """Set aside for good what is here now (the libraries, a quarter of a million things), and look less often.

    Filing and baking a story made Python look through everything several times: a seventh of the whole work.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNGEST, 10, 10)
