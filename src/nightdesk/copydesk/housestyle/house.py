"""A station's house style as data. An empty word means that the house does not mind."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class House:
    name: str = ""
    says: str = "No house style"  # what the newsroom's form calls it
    dashes: str = ""  # "spaced": words — words; "closed": words—words
    states: str = ""  # behind a town: "short": Dayton, Ala.; "full": Dayton, Alabama
    country: str = ""  # "U.S." or "US", but in headlines
    numerals: str = ""  # "spelled": nine and below in words, 10 and above in figures
    hours: str = ""  # "a.m.": 9 a.m.; "AM": 9 AM


NO_HOUSE = House()
HOUSES = (
    NO_HOUSE,
    House("wire", "As the wires write", "spaced", "short", "U.S.", "spelled", "a.m."),
    House("broadcast", "As for reading aloud", "spaced", "full", "U.S.", "spelled", "a.m."),
    House("magazine", "As magazines write", "closed", "full", "US", "spelled", "a.m."),
    House("web", "As short as can be", "spaced", "short", "US", "", "AM"),
)


def house_named(name: str) -> House:
    """Return the house of that name; one that nobody knows minds nothing."""
    return next((house for house in HOUSES if house.name == name), NO_HOUSE)
