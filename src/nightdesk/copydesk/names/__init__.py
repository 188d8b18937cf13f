"""The people, places and bodies of a story as the story itself introduces them: full name first, surname later."""

from nightdesk.copydesk.names.name import BODY, NAME, PERSON, PLACE, Mention, Name, Names
from nightdesk.copydesk.names.reader import read, read_tokens

__all__ = ["BODY", "NAME", "PERSON", "PLACE", "Mention", "Name", "Names", "read", "read_tokens"]
