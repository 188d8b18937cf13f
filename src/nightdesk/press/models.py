"""What the press stores: one row a file, what each file showed, and whose turn it is."""

from django.db import models

UNSURE = "?"  # a digest that no file has: what stands at the address must be written again, whatever it is


class Sheet(models.Model):
    """One output: a page, a feed, a sitemap, the files of a picture. Named by ``<station>:<path>``.

    ``wanted`` counts the wishes for it, ``baked`` is the wish that was last fulfilled: it is stale while
    ``baked < wanted``. A sheet outlives its station, so that its file can be taken away.
    """

    address = models.CharField(max_length=400, unique=True, help_text="harbor:/2026/11/23/bridge-reopens/")
    station = models.ForeignKey("desk.Station", on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    kind = models.CharField(max_length=20)
    about = models.CharField(max_length=200, help_text="What it is a sheet of, in its kind's words: story:41.")
    rank = models.PositiveSmallIntegerField(help_text="The kind's own: lower is baked earlier.")
    lane = models.PositiveSmallIntegerField(default=9, help_text="0 a kill, 1 news, 2 everything at once, 9 at rest.")
    wanted = models.PositiveBigIntegerField(default=0)
    baked = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    is_present = models.BooleanField(default=False)
    is_packed = models.BooleanField(default=False, help_text="Its twins are at their smallest.")
    baked_at = models.DateTimeField(null=True)
    swept_at = models.DateTimeField(null=True)
    cause = models.CharField(max_length=200, blank=True)
    fault = models.TextField(blank=True)
    faulted_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    wakes_at = models.DateTimeField(null=True, help_text="The next moment at which it may look different by itself.")
    leased_until = models.DateTimeField(null=True)
    lease_by = models.CharField(max_length=100, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=("lane", "rank", "id"), name="sheet_stale", condition=models.Q(baked__lt=models.F("wanted"))
            ),
            models.Index(fields=("wakes_at",), name="sheet_wakes", condition=models.Q(wakes_at__isnull=False)),
            models.Index(fields=("swept_at",), name="sheet_swept"),
            models.Index(fields=("about",), name="sheet_about"),
            models.Index(fields=("id",), name="sheet_faulted", condition=~models.Q(fault="")),
        ]

    def __str__(self) -> str:
        return self.address


class Need(models.Model):
    """A subject that a sheet showed when it was last baked. That of the station goes without saying."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="needs", db_index=False)
    subject = models.CharField(max_length=100)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("sheet", "subject"), name="need_once")]
        indexes = [models.Index(fields=("subject",), name="need_subject")]

    def __str__(self) -> str:
        return self.subject


class Unindexed(models.Model):
    """A story whose words in the search are to be looked at again. ``wish`` counts how often that was wanted."""

    story_id = models.BigIntegerField(primary_key=True)
    wish = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"story:{self.story_id}"


class Ping(models.Model):
    """A feed of which its station's WebSub hub is to be told. Gone when the hub has been told.

    ``wish`` counts how often that was wanted: whoever told the hub knows whether the feed changed meanwhile.
    """

    address = models.CharField(max_length=400, unique=True, help_text="harbor:/news/feed.rss")
    station = models.ForeignKey("desk.Station", on_delete=models.CASCADE, related_name="+")
    wish = models.PositiveIntegerField(default=1)
    wanted_at = models.DateTimeField()
    next_try_at = models.DateTimeField(db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.address


class Turn(models.Model):
    """The one row that counts the plans made. Its lock makes planners take turns, so the count is an order."""

    number = models.PositiveBigIntegerField(default=0)
    edition = models.CharField(
        max_length=64, blank=True, help_text="Which templates and files everything is baked with."
    )

    def __str__(self) -> str:
        return f"plan {self.number}"
