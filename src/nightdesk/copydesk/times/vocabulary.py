"""The words of times: days, months, units, numbers, and the words that bend them."""

from nightdesk.copydesk.wordlist import listed, listed_in_order

WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mondays mon.",
            "tuesday tuesdays tues.",
            "wednesday wednesdays wed.",
            "thursday thursdays thurs.",
            "friday fridays fri.",
            "saturday saturdays sat.",
            "sunday sundays sun.",
        ),
        start=1,
    )
    for name in names.split()
}
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan.",
            "february feb.",
            "march mar.",
            "april apr.",
            "may",
            "june jun.",
            "july jul.",
            "august aug.",
            "september sept. sep.",
            "october oct.",
            "november nov.",
            "december dec.",
        ),
        start=1,
    )
    for name in names.split()
}
UNITS = {
    "second": "S",
    "minute": "M",
    "hour": "H",
    "day": "D",
    "week": "W",
    "weekend": "WE",
    "month": "MO",
    "quarter": "Q",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
    "night": "N",
    "fortnight": "FN",
    "semester": "SEM",
}
PLURALS = {f"{unit}s": code for unit, code in UNITS.items() if unit not in ("century", "second")} | {
    "centuries": "CE",
    "seconds": "S",
    "yrs": "Y",
    "hrs": "H",
    "mins": "M",
}
LONG = {  # “weeklong”, “years-long”
    "daylong": ("1", "D"),
    "weeklong": ("1", "W"),
    "monthlong": ("1", "MO"),
    "yearlong": ("1", "Y"),
    "hourlong": ("1", "H"),
    "dayslong": ("X", "D"),
    "weekslong": ("X", "W"),
    "monthslong": ("X", "MO"),
    "yearslong": ("X", "Y"),
    "hourslong": ("X", "H"),
    "decadelong": ("1", "DE"),
    "decadeslong": ("X", "DE"),
    "weekendlong": ("1", "WE"),
}
PARTS = {
    "morning": "MO",
    "afternoon": "AF",
    "evening": "EV",
    "night": "NI",
    "mornings": "MO",
    "nights": "NI",
    "evenings": "EV",
    "afternoons": "AF",
    "midday": "MI",
    "dawn": "MO",
    "sunrise": "MO",
    "daybreak": "MO",
    "nightfall": "NI",
    "dusk": "EV",
    "sunset": "EV",
    "daytime": "DT",
    "nighttime": "NI",
}
SEASONS = {
    "spring": "SP",
    "summer": "SU",
    "fall": "FA",
    "autumn": "FA",
    "winter": "WI",
    "springtime": "SP",
    "summertime": "SU",
    "wintertime": "WI",
}
SETS = {
    "daily": "P1D",
    "weekly": "P1W",
    "monthly": "P1M",
    "quarterly": "P3M",
    "annually": "P1Y",
    "yearly": "P1Y",
    "annual": "P1Y",
    "hourly": "PT1H",
    "nightly": "P1D",
    "biweekly": "P2W",
    "bimonthly": "P2M",
    "biannual": "P6M",
    "biennial": "P2Y",
}
SMALL = {
    word: number
    for number, word in enumerate(
        listed_in_order("""
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen
""")
    )
}
TENS = {
    word: 10 * number
    for number, word in enumerate(listed_in_order("twenty thirty forty fifty sixty seventy eighty ninety"), start=2)
}
ORDINALS = {
    word: number
    for number, word in enumerate(
        listed_in_order("""
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
"""),
        start=1,
    )
}
VAGUE = listed("several few many couple some numerous countless various recent")
LAST = frozenset({"last", "previous", "past"})
EDGES = {
    "early": "START",
    "earlier": "START",
    "beginning": "START",
    "start": "START",
    "mid": "MID",
    "middle": "MID",
    "late": "END",
    "later": "END",
    "end": "END",
    "close": "END",
}
MODS = {
    ("more", "than"): "MORE_THAN",
    ("less", "than"): "LESS_THAN",
    ("fewer", "than"): "LESS_THAN",
    ("at", "least"): "EQUAL_OR_MORE",
    ("up", "to"): "EQUAL_OR_LESS",
    ("at", "most"): "EQUAL_OR_LESS",
    ("no", "more", "than"): "EQUAL_OR_LESS",
    ("well", "over"): "MORE_THAN",
}
MOD = {
    "about": "APPROX",
    "nearly": "LESS_THAN",
    "almost": "LESS_THAN",
    "roughly": "APPROX",
    "around": "APPROX",
    "approximately": "APPROX",
    "over": "MORE_THAN",
    "some": "APPROX",
    "under": "LESS_THAN",
}
REFS = {
    "currently": "PRESENT_REF",
    "nowadays": "PRESENT_REF",
    "recently": "PAST_REF",
    "lately": "PAST_REF",
    "previously": "PAST_REF",
    "formerly": "PAST_REF",
    "soon": "FUTURE_REF",
    "someday": "FUTURE_REF",
    "presently": "PRESENT_REF",
}
FUTURE = listed("""
    will would shall 'll upcoming scheduled expected slated due set plans planned planning going may might could should
    girding preparing bracing heading headed readying gearing poised looming
""")
ZONES = listed("""
    et est edt ct cst cdt mt mst mdt pt pst pdt gmt utc eastern central mountain pacific local bst cet
""")
