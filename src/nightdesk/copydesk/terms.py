"""What a wire's terms say about its copy, as far as the copy desk must know it."""

from dataclasses import dataclass

from nightdesk.copydesk.housestyle.house import NO_HOUSE, House


@dataclass(frozen=True, slots=True)
class Terms:
    """One wire's terms. The defaults ask for nothing and allow safe cleaning."""

    is_unaltered: bool = False  # the words may not be changed: nothing is cleaned, every fault is a question
    agencies: tuple[str, ...] = ()  # the names this wire goes by, in bylines and datelines: "Meridian", "MNA"
    station_names: tuple[str, ...] = ()  # the station's own call sign and names, rightly in its own datelines
    markets: tuple[str, ...] = ()  # the markets of the stations that take this wire
    territories: tuple[str, ...] = ()  # what the place where we publish is called in limits: "USA", "NORTH AMERICA"
    country: tuple[str, ...] = ()  # and the country, as far as the stations' zone tells it, where they have not said
    is_credit_required: bool = False
    is_copyright_required: bool = False
    is_photo_credit_required: bool = False
    house: House = NO_HOUSE  # how the station that takes this wire writes
    least_words: int = 40  # a body shorter than this is asked about
