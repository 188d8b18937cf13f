"""The verbs that say that somebody speaks, in every form, and how sure each makes us."""

from nightdesk.copydesk.wordlist import listed

STRONG, WEAK = 2, 1  # it can carry a whole sentence in quotation marks; it can carry a piece of one

_IRREGULAR = {  # base, third person, past, participle, -ing
    STRONG: """
        say says said said saying|tell tells told told telling|write writes wrote written writing
        |read reads read read reading|swear swears swore sworn swearing|begin begins began begun beginning
        |shoot shoots shot shot shooting|sing sings sang sung singing|go goes went gone going
        |sum sums summed summed summing|put puts put put putting|cut cuts cut cut cutting
        |break breaks broke broken breaking""",
    WEAK: """
        think thinks thought thought thinking|hold holds held held holding|find finds found found finding
        |feel feels felt felt feeling|see sees saw seen seeing|speak speaks spoke spoken speaking
        |make makes made made making|give gives gave given giving|take takes took taken taking
        |know knows knew known knowing|mean means meant meant meaning|lay lays laid laid laying
        |teach teaches taught taught teaching|cast casts cast cast casting
        |understand understands understood understood understanding|draw draws drew drawn drawing
        |throw throws threw thrown throwing|hear hears heard heard hearing""",
}  # fmt: skip
_REGULAR = {  # a capital last letter is doubled: adMIT → admitted
    STRONG: """
        add ask reply respond tweet retweet post state note declare announce explain insist argue claim warn
        admiT acknowledge concede confess complain boast braG joke quiP recall remark comment observe continue
        conclude contend assert maintain stress emphasize underscore reiterate repeat allege charge suggest
        predict promise pledge vow urge caution lament muse marvel exclaim shout yell scream whisper mutter cry
        chant deadpan fume snaP counter retort testify disclose confirm hint imply proclaim profess pronounce
        plead thunder bellow rant gush enthuse opine surmise speculate theorize wonder question inquire query
        interject interrupt chime pipe volunteer elaborate clarify recount relate message text email e-mail
        caption recite reason assure reassure remind advise counsel taunt deliver demand answer growl roar bark
        chuckle laugh sigh smile grin shruG noD agree intone preach beam crow gripe grumble huff jaB needle scoff
        sneer tease venture tout warble echo summarize blurt stammer gasp sob weep joke hiss murmur mumble mouth
        close open offer finish report rule bemoan fret effuse riff philosophize ad-liB wisecrack grouse rejoin
        parry posit propose decree recommend implore beseech beg pray instruct rail tell relay paraphrase blog
        facebook instagram snapchat signoff crack advertise estimate figure hope guess vent gloat""",
    WEAK: """
        call describe characterize characterise duB label brand term deem denounce decry condemn blast slaM riP
        bash criticize criticise mock ridicule attack assail hail praise laud applaud welcome dismiss reject
        defend express voice cite quote narrate convey communicate outline detail specify reveal invite thank
        apologize congratulate believe want fear expect consider view regard threaten blame credit liken compare
        portray depict paint frame accuse deny dispute inform notify brief lecture scold chide chastise goad
        rally appeal lobby press push remember reflect deride lambast lambaste refeR refuse trumpet celebrate
        endorse support back oppose order command direct urge encourage use employ coin invoke reference mention
        discuss address signal indicate doubt worry hurl toss heap paN trash skewer excoriate castigate rebuke
        berate admonish disparage belittle malign vilify demonize pillory rebuT refute repudiate disavow renounce
        downplay dodge deflect tie link attribute ascribe offer signal plan intend aim seek hope commiT agree
        concuR assess conclude evaluate judge rate commend salute bill style present list name title identify
        crown declare pronounce proclaim scrawl sketch enjoin forbid guarantee lead promote champion advocate
        peddle preach repeat argue object protest recognize appreciate respect regreT sympathize share post
        publish release issue promise propose question challenge press quiz grill caution say allege fault slag
        savage lash attack decried sound strike hit fire hope notes insinuate assume presume suspect remark
        emphasise stress""",
}  # fmt: skip


def _forms(base: str) -> tuple[str, str, str, str, str]:
    """Return base, third person, past, participle, -ing of a regular verb."""
    low = base.lower()
    if base[-1].isupper():
        return low, low + "s", low + low[-1] + "ed", low + low[-1] + "ed", low + low[-1] + "ing"
    if low.endswith("e"):
        return low, low + "s", low + "d", low + "d", low[:-1] + "ing"
    if low.endswith("y") and low[-2] not in "aeiou":
        return low, low[:-1] + "ies", low[:-1] + "ied", low[:-1] + "ied", low + "ing"
    third = low + "es" if low.endswith(("s", "sh", "ch", "x", "z")) else low + "s"
    return low, third, low + "ed", low + "ed", low + "ing"


BASE, THIRD, PAST, ING = 1, 2, 4, 8


def _table() -> tuple[dict[str, int], dict[str, int]]:
    """Return for every form of every cue verb how strong it is, and which forms it may be."""
    strength: dict[str, int] = {}
    shape: dict[str, int] = {}
    for strong in (WEAK, STRONG):
        irregular = [tuple(entry.split()) for entry in _IRREGULAR[strong].split("|")]
        for forms in (*irregular, *(_forms(base) for base in _REGULAR[strong].split())):
            for form, kind in zip(forms, (BASE, THIRD, PAST, PAST, ING), strict=True):
                strength[form] = strong
                shape[form] = shape.get(form, 0) | kind
    return strength, shape


STRENGTH, SHAPE = _table()

GENERIC = listed("""
    hearing reading offering offer offers opened opens opening closed closes closing began begins started finished
    delivered delivers ordered orders ordering used uses using made makes making gave gives giving took takes
    taking saw sees seeing held holds holding found finds finding felt feels feeling knew knows knowing meant
    means meaning threw throws drew draws heard hears cast laid employed encouraged endorsed supported backed
    feared wanted expected believed considered thought thinking planned intended aimed sought committed tied
    linked hurled tossed threatened fired hit struck led promoted sent addressed faced issued posted published
    released shared invited thanked blamed offered challenged pressed pushed invoked celebrated judged hoped hopes
    hoping loved read reads found seen used held given taken known thrown drawn listed presented billed styled
    hope plan want believe believes thinks wants knows expects feels think consider see use make give take hold
    find feel know
""")  # they say less than a verb of speech in the same sentence does
NAMING = listed("""
    called named titled entitled dubbed labeled branded known termed nicknamed headlined
""")
SAID = listed("said says told wrote tweeted added asked tells writes")  # verbs that are never nouns
HEARERS = listed("""
    tell tells told telling assure assured remind reminded inform informed advise advised ask asked
""")
PARTICLE_VERBS = listed("""
    go goes went going shoot shot fire fired chime chimed pipe piped sum sums summed
""")
STAGE = listed("chuckled laughed sighed smiled grinned shrugged nodded beamed")
