"""The closed classes of English words, in small letters: what a sentence is held together by."""

from nightdesk.copydesk.wordlist import listed

DETERMINERS = listed("""
    the a an this that these those my your his her its our their every each some any no another such what whose
""")
POSSESSIVES = listed("my your his her its our their whose")
PREPOSITIONS = listed("""
    about above across after against ahead along amid amidst among around as at atop before behind below beneath
    beside besides between beyond by concerning despite down during except following for from in inside into like
    near of off on onto opposite out outside over past per regarding since through throughout till to toward
    towards under underneath unlike until up upon versus via vs. with within without alongside aboard
""")
NOUN_LINKS = listed("of for from in at on with to about under behind against near")  # inside a noun phrase
PRONOUNS = listed("he she they it i we you who")
THIRD = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
AUXILIARIES = listed("""
    is are was were be been being am has have had having do does did will would shall should can could may might
    must cannot ought 'd 'll 've 's 're n't not to let got gets going went goes used kept keeps continued
    continues began begins started refused declined tried seemed seems appeared appears managed chose wants wanted
    sought seeks came didn't doesn't don't won't wouldn't couldn't can't isn't aren't wasn't weren't hasn't
    haven't hadn't shouldn't proceeded rushed dared hastened helped failed
""")
COORDINATORS = listed("and but or nor yet so then plus")
SUBORDINATORS = listed("""
    that when while as because if although though unless until after before since once where whereas whether which
    who whom how why what whenever wherever lest than
""")
ADVERBS = listed("""
    also then later once often never always still even just only recently again now earlier soon too instead
    already ever famously further once twice sometimes maybe perhaps almost simply both flatly thus hence
    meanwhile otherwise nevertheless nonetheless yesterday today tomorrow tonight ago moreover furthermore
    elsewhere here there afterward afterwards at best all repeatedly long separately in-turn abroad aloud back
    forth neither away off out on up down over
""")
NUMBERS = listed("""
    one two three four five six seven eight nine ten eleven twelve dozen dozens hundreds
""")

FUNCTION = (
    DETERMINERS | PREPOSITIONS | PRONOUNS | COORDINATORS | SUBORDINATORS | AUXILIARIES | frozenset(THIRD)
    | listed("him them us me yes no not here there now today well oh ok okay")
)  # fmt: skip


def is_adverb(low: str) -> bool:
    """Say whether a word is one that may stand between a subject and its verb."""
    return low in ADVERBS or (low.endswith("ly") and len(low) > 4 and low not in ("family", "ally", "assembly", "july"))
