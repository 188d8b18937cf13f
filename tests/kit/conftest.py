"""Far ends for the tests of the outbound door."""

from collections.abc import Callable, Iterator

import pytest

from .hostile import FarEnd


@pytest.fixture
def far_end() -> Iterator[Callable[..., FarEnd]]:
    """Return a maker of far ends; all are closed when the test is over."""
    made: list[FarEnd] = []

    def make(*args: object, **kwargs: object) -> FarEnd:
        made.append(FarEnd(*args, **kwargs))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for end in made:
        end.close()
