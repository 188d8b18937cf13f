"""Word to the sister stations' intake that an offered story may have changed, in the transaction that changed it."""

from collections.abc import Collection, Iterable

from nightdesk.desk import sql

_WIDE = ("wire", "station")  # their terms, names and addresses are in every story that is offered


def heed(subjects: Collection[str], *, is_urgent: bool) -> None:
    """Take from the subjects that the press is told of what sisters must know too."""
    kinds = {subject.partition(":")[0] for subject in subjects}
    if kinds & set(_WIDE) or (is_urgent and "picture" in kinds):
        of_all(is_urgent=is_urgent)
    elif "story" in kinds:
        named = (subject.partition("/")[0].removeprefix("story:") for subject in subjects if subject[:6] == "story:")
        of_stories({int(number) for number in named if number.isdecimal()}, is_urgent=is_urgent)


def of_stories(story_ids: Iterable[int], *, is_urgent: bool = False) -> None:
    """Say that these stories may have changed; those that nobody offers are passed over."""
    ids = sorted(story_ids)
    if ids:
        marks = ", ".join(["%s"] * len(ids))
        sql.run(
            "INSERT INTO desk_nudge (offer_id, is_urgent)"  # noqa: S608 - our own names
            f" SELECT id, %s FROM desk_offer WHERE story_id IN ({marks})",
            [is_urgent, *ids],
        )


def of_all(*, is_urgent: bool = False) -> None:
    """Say that any offered story may have changed: a wire's terms, a station, a picture did."""
    sql.run("INSERT INTO desk_nudge (offer_id, is_urgent) SELECT id, %s FROM desk_offer", [is_urgent])
