"""Far ends that feeds are polled from."""

from tests.kit.conftest import far_end

__all__ = ("far_end",)
