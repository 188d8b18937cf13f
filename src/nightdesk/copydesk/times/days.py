"""Days counted on the calendar: weekdays, ISO weeks, feasts. Pure arithmetic."""

from datetime import date, timedelta


def weekday_on_or_before(day: date, number: int) -> date:
    return day - timedelta(days=(day.isoweekday() - number) % 7)


def weekday_on_or_after(day: date, number: int) -> date:
    return day + timedelta(days=(number - day.isoweekday()) % 7)


def week_of(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def moved_months(day: date, months: int) -> tuple[int, int]:
    """Return the (year, month) so many months away."""
    count = day.year * 12 + day.month - 1 + months
    return max(1, min(9999, count // 12)), count % 12 + 1


def nth_weekday(year: int, month: int, number: int, nth: int) -> date:
    """Return the nth Monday (1) … Sunday (7) of a month; −1 is the last."""
    if nth > 0:
        return weekday_on_or_after(date(year, month, 1), number) + timedelta(weeks=nth - 1)
    after = date(year + month // 12, month % 12 + 1, 1)
    return weekday_on_or_before(after - timedelta(days=1), number)


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (the rule of Gauss as Butcher put it)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap, shift = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    correction = (32 + 2 * shift + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * correction) // 451
    month, day = divmod(moon + correction - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _election(year: int) -> date:
    return nth_weekday(year, 11, 1, 1) + timedelta(days=1)


FEASTS = {  # the words of a feast, small → its day in a year
    ("new", "year's", "day"): lambda y: date(y, 1, 1),
    ("new", "year's", "eve"): lambda y: date(y, 12, 31),
    ("new", "year's"): lambda y: date(y, 1, 1),
    ("martin", "luther", "king", "jr.", "day"): lambda y: nth_weekday(y, 1, 1, 3),
    ("martin", "luther", "king", "day"): lambda y: nth_weekday(y, 1, 1, 3),
    ("mlk", "day"): lambda y: nth_weekday(y, 1, 1, 3),
    ("inauguration", "day"): lambda y: date(y, 1, 20),
    ("groundhog", "day"): lambda y: date(y, 2, 2),
    ("valentine's", "day"): lambda y: date(y, 2, 14),
    ("presidents", "day"): lambda y: nth_weekday(y, 2, 1, 3),
    ("presidents'", "day"): lambda y: nth_weekday(y, 2, 1, 3),
    ("st.", "patrick's", "day"): lambda y: date(y, 3, 17),
    ("ash", "wednesday"): lambda y: easter(y) - timedelta(days=46),
    ("good", "friday"): lambda y: easter(y) - timedelta(days=2),
    ("palm", "sunday"): lambda y: easter(y) - timedelta(days=7),
    ("easter", "sunday"): easter,
    ("easter",): easter,
    ("earth", "day"): lambda y: date(y, 4, 22),
    ("mother's", "day"): lambda y: nth_weekday(y, 5, 7, 2),
    ("memorial", "day"): lambda y: nth_weekday(y, 5, 1, -1),
    ("flag", "day"): lambda y: date(y, 6, 14),
    ("father's", "day"): lambda y: nth_weekday(y, 6, 7, 3),
    ("juneteenth",): lambda y: date(y, 6, 19),
    ("independence", "day"): lambda y: date(y, 7, 4),
    ("fourth", "of", "july"): lambda y: date(y, 7, 4),
    ("labor", "day"): lambda y: nth_weekday(y, 9, 1, 1),
    ("columbus", "day"): lambda y: nth_weekday(y, 10, 1, 2),
    ("indigenous", "peoples'", "day"): lambda y: nth_weekday(y, 10, 1, 2),
    ("halloween",): lambda y: date(y, 10, 31),
    ("election", "day"): _election,
    ("veterans", "day"): lambda y: date(y, 11, 11),
    ("thanksgiving", "day"): lambda y: nth_weekday(y, 11, 4, 4),
    ("thanksgiving",): lambda y: nth_weekday(y, 11, 4, 4),
    ("black", "friday"): lambda y: nth_weekday(y, 11, 4, 4) + timedelta(days=1),
    ("christmas", "eve"): lambda y: date(y, 12, 24),
    ("christmas", "day"): lambda y: date(y, 12, 25),
    ("christmas",): lambda y: date(y, 12, 25),
}


def _as_tokens(words: tuple[str, ...]) -> tuple[str, ...]:
    """The ’s of “New Year’s” is a token of its own, as is a bare apostrophe."""
    made: list[str] = []
    for word in words:
        if word.endswith("'s"):
            made += [word[:-2], "'s"]
        elif word.endswith("'"):
            made += [word[:-1], "'"]
        else:
            made.append(word)
    return tuple(made)


FEAST_TOKENS = {_as_tokens(words): day for words, day in FEASTS.items()}
FEAST_STARTS: dict[str, list[tuple[str, ...]]] = {}
for _words in sorted(FEAST_TOKENS, key=len, reverse=True):
    FEAST_STARTS.setdefault(_words[0], []).append(_words)
