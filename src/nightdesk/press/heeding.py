"""The press heeds the kill ledger: what that says is dead is unlinked at once, whatever the database says.

The ledger is written before the database. A kill that gets no further (a full disk, a power cut, a backup that was put
back) is carried into the database from here, before anything is baked.
"""

import logging
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import DatabaseError
from django.db.models import F

from nightdesk.desk import ledger, restoring
from nightdesk.kit import clock
from nightdesk.press import quick, rows, shelving
from nightdesk.press.models import UNSURE, Sheet
from nightdesk.press.planning import URGENT

if TYPE_CHECKING:
    from nightdesk.press.run import Press

log = logging.getLogger(__name__)

GRACE_S = 2.0  # whoever wrote a line is about to write the database too
AGAIN_S = 1.0


class Heeding:
    """What one press has read of the ledger, and what of it the database does not say yet."""

    def __init__(self, press: "Press") -> None:
        self._press = press
        self._mark: ledger.Mark | None = None
        self._read = 0
        self._open: list[ledger.Line] = []
        self._try_at = 0.0
        self._taken: set[str] = set()  # addresses of fronts whose files were taken, and the database does not know

    def look(self) -> bool:
        """Do what new lines say; tell whether there was anything to do. Costs one look at a file when there is not."""
        mark = ledger.book.mark()
        if mark == self._mark and not self._open:
            return False
        if mark != self._mark:
            self._take_in(mark)
        return self._settle()

    def _take_in(self, mark: ledger.Mark) -> None:
        is_first = self._mark is None or self._mark[0] != mark[0]
        new = ledger.book.lines(0 if is_first else self._read)
        self._read = new and (0 if is_first else self._read) + len(new) or self._read
        self._mark = mark
        self._open = ledger.book.standing([*self._open, *new])
        self._try_at = clock.seconds() + (0.0 if is_first else GRACE_S)

    def _settle(self) -> bool:
        bakery = self._press.bakery
        alive = {story.pk for _, story in restoring.stories_alive(self._open)}
        gone = {picture.pk for _, picture in restoring.pictures_alive(self._open)}
        if new := alive - bakery.dead:
            bakery.dead = bakery.dead | new
            self._unlink([f"story:{pk}" for pk in new])
        self._unlink([f"picture:{pk}" for pk in gone])
        if clock.seconds() < self._try_at:
            self._open = self._open if alive or gone else []
            bakery.dead = alive
            return bool(new)
        try:
            with bakery.precedence.taken():
                count = restoring.kill_again(self._open, now=self._press.now())
                self.give_back()
        except DatabaseError:
            log.exception("a kill of the ledger cannot be written into the database; what shows it is taken away")
            self.take_away_what_shows([*(f"story:{pk}" for pk in alive), *(f"picture:{pk}" for pk in gone)])
            self._try_at = clock.seconds() + AGAIN_S
            return False
        self._open, bakery.dead = [], set()
        return bool(count)

    def _unlink(self, about: Collection[str]) -> None:
        for address in rows.showing(about).values_list("address", flat=True):
            shelving.remove(self._press.store, address)

    def take_away_what_shows(self, about: Collection[str]) -> None:
        """No front is better than one with a killed story on it; it comes back when the database takes the kill."""
        names = [f"{one}/{aspect}" for one in about for aspect in ("card", "page", "file")]
        for _, address, *_ in quick.sheets_needing(names):
            shelving.remove(self._press.store, address)
            self._taken.add(address)

    def give_back(self) -> None:
        """Want what was taken away while the database could not be told."""
        if self._taken:
            missing = Sheet.objects.filter(address__in=self._taken)
            missing.update(is_present=False, digest=UNSURE, wanted=F("wanted") + 1, lane=URGENT)
            self._taken = set()
