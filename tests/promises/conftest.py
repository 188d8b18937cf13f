"""The far ends of the outbound door's own tests serve the promises too."""

from tests.kit.conftest import far_end

__all__ = ("far_end",)
