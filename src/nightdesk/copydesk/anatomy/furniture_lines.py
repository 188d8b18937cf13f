"""The exact list of what pages print round their stories. Whole lines only; a family a line, so that it can be read."""

import re

_DATE = (
    r"(?:(?:Mon|Tues?|Wednes|Thurs?|Fri|Satur|Sun)[a-z]{0,4},? )?"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z.]{0,7} [0-9]{1,2},? [0-9]{4}"
)
_CLOCK = r"[0-9]{1,2}:[0-9]{2} ?(?:[AaPp]\.?[Mm]\.?)?(?: ?[A-Z]{2,4})?"
_UNIT = r"(?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)"
_AGO = rf"[0-9]{{1,2}} {_UNIT}(?:,? [0-9]{{1,2}} {_UNIT})? (?:ago|AGO)"
_MOMENT = rf"(?:{_DATE}(?:,? (?:at )?{_CLOCK})?|{_CLOCK},? {_DATE}|{_AGO})"
_DATED = (
    r"(?:Published|Posted|Updated|Last [Uu]pdated|First [Pp]ublished|Modified|PUBLISHED|UPDATED|POSTED)(?: (?:on|at))?"
)
_BUTTON = (
    r"(?:Share|SHARE|Tweet|TWEET|E-?mail|EMAIL|Print|PRINT|Copy [Ll]ink|Pin [Ii]t|Save|Flipboard|Facebook|Twitter|"
    r"WhatsApp|LinkedIn|Reddit|Pinterest|SMS|X|Text|Bluesky|Threads)"
)
_URL = r"(?:https?://|www\.)\S+"
_ADDRESS = rf"(?:{_URL}|@\w+)(?:(?:,? and|,) (?:{_URL}|@\w+))*\.?"
_STORIES = (
    r"(?:[Ss]tor(?:y|ies)|STOR(?:Y|IES)|[Aa]rticles?|ARTICLES?|[Cc]overage|COVERAGE|"
    r"[Cc]ontent|CONTENT|[Vv]ideos?|VIDEO|[Ll]inks?)"
)

STRONG = (
    # the tails of aggregators and feeds
    r"The post .{1,300} (?:appeared first on|first appeared on) .{1,120}",
    r"Article Topics?(?: Follows)? ?:.{0,120}",
    r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])? ?(?:Continue [Rr]eading|CONTINUE READING|Read [Mm]ore|READ MORE|Keep [Rr]eading|"
    r"Read the [Ff]ull (?:[Ss]tory|[Aa]rticle)|View [Cc]omments|Show (?:more|less))(?:[^,]{0,60})?(?: ?(?:…|\.\.\.|→|»|"
    r"&raquo;|>))?",
    r"\[…\]|\[\.\.\.\]|\[&hellip;\]|…|\.\.\.",
    # advertisements
    r"[-–— ]{0,4}(?:ADVERTISEMENTS?|[Aa]dvertisements?|Advertising|ADVERTISING|Ad Feedback|Sponsored(?: [Cc]ontent)?|"
    r"SPONSORED|Promoted)[-–— ]{0,4}",
    r"(?:Story|Article|STORY|ARTICLE|Content) [Cc]ontinues (?:[Bb]elow|after)(?: (?:this )?(?:ad|advertisement|"
    r"video))?\.?",
    r"(?:Scroll|Keep scrolling)(?: down)? to (?:continue|keep)(?: reading)?\.?|Skip (?:[Tt]o (?:[Mm]ain )?[Cc]ontent|"
    r"advertisement|ad)",
    r"Recommended by .{0,30}|You [Mm]ay [Aa]lso [Ll]ike|From our partners|Around the [Ww]eb|Paid [Cc]ontent|"
    r"Sponsored [Ll]inks?",
    # players and galleries
    r"EMBED ?<> ?[Mm]ore [Vv]ideos.{0,40}|(?:Video )?[Pp]layer is loading\.?|(?:Play|Close) [Vv]ideo|"
    r"This is a modal window\.?",
    r"This video file cannot be played\..{0,60}|(?:Photos?|Gallery|Slide|PHOTOS?) [0-9]{1,3} (?:of|/) [0-9]{1,3}",
    r"(?:View|See) (?:[Gg]allery|[Ss]lideshow|[Aa]ll [Pp]hotos|[Mm]ore [Pp]hotos)|(?:Hide|Show|toggle) [Cc]aptions?",
    # share buttons
    rf"{_BUTTON}(?:[ |•·,/]+{_BUTTON})+|Share|SHARE|Tweet|TWEET|Print|PRINT|E-?mail|EMAIL|Copy [Ll]ink|Pin [Ii]t|"
    rf"Flipboard|"
    r"Link [Cc]opied!?",
    r"Share (?:[Tt]his|[Oo]n|[Vv]ia|[Ww]ith)(?: [A-Za-z]{1,12}){0,4}:?",
    r"Click to (?:share|email|print|tweet).{0,60}(?:\(Opens in new window\))?|Like this:|Like us on .{2,30}|"
    r"Loading(?:…|\.\.\.)",
    # newsletters and apps
    r"(?:Sign [Uu]p|SIGN UP|Subscribe|SUBSCRIBE|Register)(?: [Nn]ow| [Tt]oday| here)? (?:for|to) .{0,90}"
    r"(?:[Nn]ewsletters?|NEWSLETTERS?|[Aa]lerts|[Pp]odcast|[Cc]hannel|[Ii]nbox)\b[.!]?(?: .{0,160})?",
    r"Get (?:a|our|the) [^.]{2,60} by (?:subscribing|signing up)\b[^.]{2,60}[.!]?|"
    r"For (?:the latest|more|local) [^.]{2,70}, (?:head|go|turn|tune in) to [^ ]{2,30}[.!]?|"
    r"(?:Have|Got) (?:a|any) (?:news |story |confidential )?(?:tips?|story ideas?|questions?)\?[^.?]{0,60}\b"
    r"(?:[Ee]mail|[Cc]ontact|[Cc]all|[Ss]end|[Rr]each|[Ll]et us know)\b.{0,120}|"
    r"(?:Get|Receive) .{1,90}(?:to|in) your (?:inbox|phone|email)\b.{0,80}|Subscribe(?: [Nn]ow)?[.!]?|"
    r"Sign [Uu]p(?: now)?[.!]?",
    r"(?:Download|Get) (?:our|the) .{0,40}\b[Aa]pp\b.{0,60}|(?:Follow|Find|Like) us on .{2,60}|"
    r"Follow .{2,40} on (?:Facebook|Twitter|X|Instagram).{0,60} for .{2,80}|Watch [Ll]ive(?: now)?:?|"
    r"WATCH LIVE:?",
    # lists of other stories
    rf"(?:Related|RELATED)(?: {_STORIES})?:?|(?:Trending|TRENDING)(?: [Nn]ow| NOW| {_STORIES})?:?",
    rf"(?:R(?:ELATED|elated)(?: {_STORIES})?|READ MORE|Read more|READ ALSO|Read also|ALSO READ|Also read|SEE ALSO|"
    rf"See also|"
    r"READ NEXT|Read next|MORE COVERAGE|Recommended|MORE NEWS) ?[:|»>] ?[^.]{2,180}\.?",
    rf"(?:Most|MOST) (?:[Rr]ead|READ|[Pp]opular|POPULAR|[Vv]iewed|[Ss]hared)(?: {_STORIES})?:?|(?:Top|"
    rf"Suggested) {_STORIES}",
    rf"(?:Latest|More) (?:[Nn]ews|[Hh]eadlines|{_STORIES})|More [Ff]rom .{{2,40}}|Editor['’]s [Pp]icks?|"
    rf"What to [Rr]ead [Nn]ext",
    r"(?:[0-9]{1,5} )?Comments(?: \([0-9]+\))?|(?:Leave|Post|Add) a [Cc]omment|Join the (?:conversation|"
    r"discussion)\.?|Don['’]t [Mm]iss:?",
    rf"(?:More )?AP .{{2,60}}: ?{_ADDRESS}|More .{{2,60}}: ?{_URL}\.?",
    r"(?:Follow|Find|Read) (?:the |all of |more of )?(?:AP|The Associated Press|CNN)['’]s? .{0,80}(?:coverage|"
    r"stories).{0,60}(?: at|here|:).{0,120}",
    r"Related [Tt]opics|(?:Load|Show|View) (?:more|all|comments)|(?:Next|Previous) (?:[Aa]rticle|[Ss]tory|[Pp]ost)|"
    r"Recommended(?: for you)?:?",
    # the page's own times and marks
    rf"{_DATED}:? ?{_AGO} ?[|•·,/-] ?{_MOMENT}",
    r"(?:Filed [Uu]nder|FILED UNDER|Posted in|Tagged(?: with| as)?|Tags) ?[:|] ?[^.]{2,160}|"
    r"(?:Post(?:ed)?|Submitted|Uploaded) by ?: ?[^.]{2,60}|"
    r"This (?:article|story|post) was (?:originally )?posted by .{2,60}",
    rf"{_DATED}:? ?{_MOMENT}(?: ?[|•·/,-]? ?{_DATED}:? ?{_MOMENT})?",
    rf"(?:{_DATED}:? ?)?{_DATE},? ?[/|•·-]? ?{_CLOCK}(?: / .{{2,20}})?|[0-9]{{1,2}}[ -][Mm]in(?:ute)?s? read|{_AGO}",
    r"© Provided by.{2,60}|(?:Image|Photo) (?:credit|source):?|Hide caption|Enlarge this image|"
    r"Back to top",
    r"Our Standards: .{5,60}|Report (?:a )?(?:typo|an error|a correction).{0,40}",
    # what points at other stories, players and pages: a label and a headline, without a full stop
    r"[\[(]?(?:MORE|WATCH(?: (?:ABOVE|BELOW|NOW|LIVE|AGAIN|THIS|MORE))?|VIDEOS?|PHOTOS?|GALLERY|SLIDESHOW|"
    r"LISTEN|PODCAST|"
    r"PREVIOUS COVERAGE|RELATED(?: [A-Z]+)?|READ(?: MORE| NEXT| ALSO)?|SEE(?: ALSO|"
    r" MORE)?|SIGN UP|"
    r"DOWNLOAD|SUBSCRIBE|INTERACTIVE|MAP|POLL|QUIZ|TIMELINE|Watch(?: [Mm]ore)?|Video|Photos|Gallery|Listen|Related) ?"
    r"[:|»>] ?[^.?]{2,150}[\])]?",
    r"\[(?:Video|Photos?|Related|Watch|Read)[: ][^\[\]]{2,150}\]",
    r"[Ww]atch (?:the |our )?(?:full |live )?(?:video|player|report|story|clip|interview)(?: (?:above|below|here))?"
    r"(?: in the (?:player|video)(?: above| below)?)?\.?",
    r"\[[Ss]tory continues below\]|\((?:[Ss]tory|[Aa]rticle) continues below\)|(?:STORY|"
    r"ARTICLE) CONTINUES BELOW.{0,20}|"
    r"Scroll (?:down )?for (?:the |more )?\w{2,20}",
    r"(?:Having (?:trouble|problems) (?:viewing|seeing|watching)|(?:App|Mobile|Web) users?|Can[’']t see|"
    r"If you (?:can[’']t|"
    r"cannot) (?:see|view)|On (?:mobile|the app)\?)[^.]{0,80}[?,:]? ?(?:[Cc]lick|[Tt]ap|CLICK|TAP) (?:here|"
    r"HERE)[^.]{0,60}\.?",
    r"(?:Recommended|Featured|Popular|Latest|Related|More) (?:[Vv]ideos?|[Ss]tories|[Ss]lideshows|[Pp]odcasts)|"
    r"(?:Print|Email|E-mail|Share|Save|Bookmark|Listen to|Gift|SHARE|PRINT|EMAIL) (?:this|THIS)(?: (?:page|"
    r"article|story|post|"
    r"PAGE|ARTICLE|STORY))?|Suggest a correction|"
    r"Photo [Gg]aller(?:y|ies)|You [Mm]ight [Aa]lso [Ll]ike:?|WHAT OTHERS ARE READING|What [Oo]thers [Aa]re [Rr]eading",
    r"(?:IE [0-9]+ is not supported|Your browser (?:does not|doesn[’']t) support|This (?:content|video|browser|"
    r"feature) is not "
    r"(?:available|supported)|JavaScript (?:is required|must be enabled)|Please enable JavaScript)\b.{0,160}",
    r"(?:Submit|Send) (?:us )?(?:a|your) (?:news |story |confidential |anonymous )?tips?\b.{0,80}|"
    r"(?:Stay|Keep) (?:up[- ]to[- ]date|informed|connected)\b.{0,60}\b(?:app|newsletter|alerts|inbox|"
    r"social media)\b.{0,60}|"
    r"(?:To (?:read|learn|see|find) more|For more (?:\w+ )?(?:news|stories|information on this story)|"
    r"Find more (?:stories|news|"
    r"coverage)|Read (?:more|the (?:full|original) (?:story|article|report)))\b.{0,30}(?:visit|go to|head to|at|"
    r"on|here|:) ?"
    r"(?:https?://)?[\w.-]+\.[a-z]{2,12}\S{0,90}\.?",
    r"(?:Support|Help support) (?:local|our|independent|nonprofit) (?:news|journalism|reporting|"
    r"media)[^.]{0,60}\. ?[^.]{0,60}[.!]?|Thank(?:s|"
    r" you) for reading"
    r"[.!](?: (?:Please|Consider|Your|Help|Subscribe|If|We|Support)\b.{0,110})?|(?:SUBSCRIBE|DOWNLOAD|FOLLOW US|"
    r"LIKE US|SIGN UP|CLICK HERE)(?: [A-Z ]{2,50})?[.!]?|"
    r"GET THE [A-Z ]{2,40} APP",
    r"Copyright|Close|Top of page|Read [Mm]ore:? ?https?://\S+|(?:Getty Images|iStock|Shutterstock|AFP|Adobe Stock)",
)
WEAK = (  # words that may be a subhead too: taken only beside another line of furniture
    _BUTTON,
    r"Comment|Bookmark|Caption|Getty Images|Popular(?: [Nn]ow)?|Replay|Autoplay|Now [Pp]laying|Up [Nn]ext|Continued|"
    r"Register",
    r"Log [Ii]n|Sign [Ii]n|Home|Menu|Search|Close|Next|Previous|More (?:on|in) .{2,40}|Local [Nn]ews|"
    r"News|Video|Watch",
)
_STRONG, _WEAK = (re.compile(f"(?:{'|'.join(f'(?:{one})' for one in lines)})$") for lines in (STRONG, WEAK))
_HEADS = re.compile(
    rf"(?:Most (?:[Rr]ead|[Pp]opular|[Vv]iewed|[Ss]hared)|MOST (?:READ|POPULAR)|Trending(?: [Nn]ow)?|TRENDING|"
    rf"Related(?: {_STORIES})?|"
    rf"RELATED(?: {_STORIES})?|Recommended(?: for you)?|Latest (?:[Nn]ews|{_STORIES})|More (?:[Nn]ews|{_STORIES}|"
    rf"[Ff]rom .{{2,40}}|(?:[A-Z][a-z]+ ){{1,3}}(?:[Nn]ews|[Hh]eadlines|[Ss]tories))|"
    rf"MORE (?:[A-Z]+ )?(?:NEWS|HEADLINES|STORIES|COVERAGE|VIDEOS)|(?:READ|ALSO) (?:NEXT|READ)|"
    rf"You [Mm]ay [Aa]lso [Ll]ike|Top {_STORIES}|What to [Rr]ead [Nn]ext|Editor['’]s [Pp]icks?|Suggested {_STORIES}):?$"
)
LONGEST = 460


def is_furniture(text: str) -> bool:
    """Say whether a whole line is on the list."""
    return len(text) < LONGEST and bool(_STRONG.match(text))


def may_be_furniture(text: str) -> bool:
    """Say whether a whole line is furniture when it stands beside other furniture."""
    return len(text) < 60 and bool(_WEAK.match(text))


def heads_a_list(text: str) -> bool:
    """Say whether a line stands over the headlines of other stories."""
    return len(text) < 60 and bool(_HEADS.match(text))


def looks_like_a_headline(text: str) -> bool:
    """Say whether a line could be another story's headline: short, no sentence, no quotation of ours."""
    return len(text) < 120 and text[-1:] not in (".", "!", "?", "”", '"', ":", ",") and "\n" not in text
