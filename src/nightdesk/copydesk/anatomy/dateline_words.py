"""Words that datelines are read by: agencies that every desk knows, American states, what in capitals is no place."""

AGENCIES = frozenset(
    {"aap", "afp", "ani", "anp", "ansa", "ap", "associated press", "bbc", "belga", "bloomberg", "cnn",
     "cnn newsource", "cnn wire", "cp", "dpa", "efe", "gray news", "ians", "interfax", "kyodo", "newsnation",
     "nexstar", "npr", "pa", "pa media", "pti", "reuters", "stacker", "tass", "the associated press",
     "the conversation", "tns", "upi", "xinhua", "yonhap"}
)  # fmt: skip
STATES = frozenset(
    {"Ala.", "Alabama", "Alaska", "Alberta", "Alta.", "Ariz.", "Arizona", "Ark.", "Arkansas", "B.C.",
     "British Columbia", "Calif.", "California", "Colo.", "Colorado", "Conn.", "Connecticut", "D.C.", "Del.",
     "Delaware", "England", "Fla.", "Florida", "Ga.", "Georgia", "Hawaii", "Idaho", "Ill.", "Illinois", "Ind.",
     "Indiana", "Iowa", "Kan.", "Kansas", "Kentucky", "Ky.", "La.", "Louisiana", "Maine", "Manitoba", "Maryland",
     "Mass.", "Massachusetts", "Md.", "Mich.", "Michigan", "Minn.", "Minnesota", "Miss.", "Mississippi", "Missouri",
     "Mo.", "Mont.", "Montana", "N.C.", "N.D.", "N.H.", "N.J.", "N.M.", "N.Y.", "Neb.", "Nebraska", "Nev.", "Nevada",
     "New Hampshire", "New Jersey", "New Mexico", "New York", "North Carolina", "North Dakota", "Ohio", "Okla.",
     "Oklahoma", "Ont.", "Ontario", "Ore.", "Oregon", "Pa.", "Pennsylvania", "Quebec", "R.I.", "Rhode Island",
     "S.C.", "S.D.", "Scotland", "South Carolina", "South Dakota", "Tenn.", "Tennessee", "Texas", "Utah", "Va.",
     "Vermont", "Virginia", "Vt.", "W.Va.", "Wales", "Wash.", "Washington", "West Virginia", "Wis.", "Wisconsin",
     "Wyo.", "Wyoming"}
)  # fmt: skip
NOT_PLACES = frozenset(
    {"ADVERTISEMENT", "ALERT", "ANALYSIS", "AQUARIUS", "ARIES", "BOTTOM LINE", "BREAKING", "CANCER", "CAPRICORN",
     "CLARIFICATION", "CORRECTION", "DEVELOPING", "EDITOR'S NOTE", "EDITOR’S NOTE", "EXCLUSIVE", "FACT CHECK",
     "FACTS", "FIRST", "FIRST ALERT", "FRIDAY", "GEMINI", "HOW TO HELP", "INTERVIEW", "LEO", "LIBRA", "LIVE",
     "LOTTERY", "MONDAY", "MORE", "NEW", "NOTE", "OPINION", "ORIGINAL", "PHOTOS", "PISCES", "QUOTE", "READ",
     "RELATED", "RESULTS", "REVIEW", "SAGITTARIUS", "SATURDAY", "SCORES", "SCORPIO", "SPONSORED", "SUNDAY", "TAURUS",
     "THURSDAY", "TODAY", "TONIGHT", "TUESDAY", "UPDATE", "VIDEO", "VIRGO", "WARNING", "WATCH", "WEDNESDAY", "WHAT",
     "WHEN", "WHERE", "WHO", "WINNER", "WINNERS"}
)  # fmt: skip
