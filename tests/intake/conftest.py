"""Far ends that feeds are polled from."""

import pytest

from nightdesk.desk import sorting
from tests.kit.conftest import far_end

__all__ = ("far_end",)


@pytest.fixture(autouse=True)
def fresh_lists() -> None:
    """What the desk keeps in memory of another test's stations is of no use to this one."""
    sorting.forget()
