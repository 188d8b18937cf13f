"""A command that cannot do what was asked."""

WRONG_USE, UNREADABLE, LATE, UNKNOWN, NOT_ALLOWED = 2, 3, 4, 5, 6


class Refused(Exception):
    """``says`` tells a person what is wrong and what to do; ``code`` is the exit code."""

    def __init__(self, says: str, code: int = UNKNOWN) -> None:
        super().__init__(says)
        self.code = code
