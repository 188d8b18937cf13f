"""What agencies' limits call countries, and what a station's zone says of its own: never more than the country."""

_USA = ("USA", "US", "U.S", "U.S.A", "UNITED STATES", "AMERICA", "NORTH AMERICA", "AMERICAS")
_CANADA = ("CANADA", "NORTH AMERICA", "AMERICAS")
_BRITAIN = ("UK", "U.K", "UNITED KINGDOM", "GREAT BRITAIN", "BRITAIN", "GB", "EUROPE")
_IRELAND = ("IRELAND", "REPUBLIC OF IRELAND", "EIRE", "EUROPE", "EU")
_AUSTRALIA = ("AUSTRALIA", "OCEANIA")
_ZONES = {
    "America/New_York": _USA, "America/Detroit": _USA, "America/Chicago": _USA, "America/Denver": _USA,
    "America/Boise": _USA, "America/Phoenix": _USA, "America/Los_Angeles": _USA, "America/Anchorage": _USA,
    "Pacific/Honolulu": _USA, "America/Toronto": _CANADA, "America/Halifax": _CANADA, "America/St_Johns": _CANADA,
    "America/Winnipeg": _CANADA, "America/Regina": _CANADA, "America/Edmonton": _CANADA, "America/Vancouver": _CANADA,
    "Europe/London": _BRITAIN, "Europe/Dublin": _IRELAND, "Australia/Sydney": _AUSTRALIA,
    "Australia/Melbourne": _AUSTRALIA, "Australia/Brisbane": _AUSTRALIA, "Australia/Perth": _AUSTRALIA,
}  # fmt: skip
COUNTRIES = frozenset(
    {"ARGENTINA", "AUSTRIA", "BELGIUM", "BELARUS", "BRAZIL", "BULGARIA", "CHILE", "CHINA", "COLOMBIA", "CROATIA",
     "CZECH REPUBLIC", "DENMARK", "EGYPT", "ESTONIA", "FINLAND", "FRANCE", "GERMANY", "GREECE", "HONG KONG",
     "HUNGARY", "ICELAND", "INDIA", "INDONESIA", "IRAN", "IRAQ", "ISRAEL", "ITALY", "JAPAN", "KOREA", "LATVIA",
     "LITHUANIA", "LUXEMBOURG", "MALAYSIA", "MEXICO", "NETHERLANDS", "HOLLAND", "NEW ZEALAND", "NORTH KOREA", "NORWAY",
     "PAKISTAN", "PERU", "PHILIPPINES", "POLAND", "PORTUGAL", "QATAR", "ROMANIA", "RUSSIA", "SAUDI ARABIA", "SERBIA",
     "SINGAPORE", "SLOVAKIA", "SLOVENIA", "SOUTH AFRICA", "SOUTH KOREA", "SPAIN", "SWEDEN", "SWITZERLAND", "TAIWAN",
     "THAILAND", "TURKEY", "UAE", "UKRAINE", "VIETNAM", *_USA, *_CANADA, *_BRITAIN, *_IRELAND, *_AUSTRALIA}
)  # fmt: skip


def country_of(zones: set[str]) -> tuple[str, ...]:
    """Return what the country of these zones is called; nothing when they lie in several, or we cannot tell."""
    found = {_ZONES.get(zone, ()) for zone in zones}
    return found.pop() if len(found) == 1 else ()
