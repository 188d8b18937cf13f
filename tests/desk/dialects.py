"""The same message in every format a wire may send: copy, a correction, orders; of an invented story of a pier.

``SAYS`` tells what each format can say: a feed knows no order not to use a story, RSS and JSON Feed know no kill.
"""

import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from html import escape

START = datetime(2026, 11, 23, 12, tzinfo=UTC)
STORY = "urn:fenwick:pier"
BODY = (
    "PORT ELLERY (Fenwick) — The council voted on Monday night to keep the old ferry pier open through the winter.",
    "“We heard the islands,” said Mara Tolliver, who chairs the council, after a hearing of four hours.",
    "The pier carries three hundred passengers a day, and its repair will begin in the spring, the harbor office said.",
)


def at(number: int) -> datetime:
    """Return the moment of version ``number``."""
    return START + timedelta(hours=number)


def headline(number: int) -> str:
    return f"Pier stays open, take {number}"


def _paragraphs(number: int) -> tuple[str, ...]:
    return (*BODY, f"Take {number} adds what the harbor master said.")


def _markup(number: int) -> str:
    return "".join(f"<p>{escape(words)}</p>" for words in _paragraphs(number))


_STATUS = {"kill": "canceled", "withhold": "withheld"}


def ninjs(kind: str, number: int) -> bytes:
    """ninjs 2: status, version and the order in one flat object."""
    story = {
        "standard": {"name": "ninjs", "version": "2.1"},
        "uri": STORY,
        "type": "text",
        "version": str(number),
        "versioncreated": at(number).isoformat(),
        "pubstatus": _STATUS.get(kind, "usable"),
    }
    if kind == "correction":
        story["signals"] = [{"name": "correction", "code": "sig:correction"}]
    if kind == "cancel":
        story |= {"uri": f"{STORY}-kill", "associations": [{"name": "cancels", "uri": STORY, "rel": "cancels"}]}
    if kind not in ("kill", "cancel"):
        story |= {"headline": headline(number), "body_xhtml": _markup(number), "language": "en"}
    return json.dumps(story).encode()


def envelope(kind: str, number: int) -> bytes:
    """An agency's envelope: another uri every time, the same ``itemid``."""
    types = {"correction": ["Corrective"], "kill": ["Kill"], "advisory": ["Advisory"]}
    item = {
        "uri": f"https://api.fenwick.example/content/{number}",
        "altids": {"itemid": "77aa", "etag": f"77aa_{number}"},
        "type": "text",
        "version": number,
        "versioncreated": at(number).isoformat(),
        "pubstatus": _STATUS.get(kind, "usable"),
        "editorialtypes": types.get(kind, []),
    }
    if kind != "kill":
        item |= {"headline": headline(number), "body_nitf": _markup(number), "language": "en"}
    return json.dumps({"data": {"item": item}}).encode()


def g2(kind: str, number: int) -> bytes:
    signal = '<signal qcode="sig:correction"/>' if kind == "correction" else ""
    words = (
        f'<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>'
        f"{_markup(number)}</body></html></inlineXML></contentSet>"
    )
    status = _STATUS.get(kind, "usable")
    return f"""<?xml version="1.0"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{STORY}" version="{number}" standard="NewsML-G2"
 standardversion="2.30" xml:lang="en"><catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_37.xml"/>
<itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:FW"/>
<versionCreated>{at(number).isoformat()}</versionCreated><pubStatus qcode="stat:{status}"/>{signal}</itemMeta>
<contentMeta><headline>{escape(headline(number)) if kind != "kill" else ""}</headline></contentMeta>
{words if kind != "kill" else ""}</newsItem>""".encode()


def nitf(kind: str, number: int) -> bytes:
    """NITF has no version: the date of issue tells. A document of its own may cancel another."""
    document, reference = STORY, ""
    if kind == "cancel":
        document = f"{STORY}-kill"
        reference = f' management-doc-idref="{STORY}" management-idref-status="canceled"'
    body = f"<body.content>{_markup(number)}</body.content>" if kind not in ("kill", "cancel") else ""
    corrected = '<correction info="The date was wrong."/>' if kind == "correction" else ""
    return f"""<?xml version="1.0"?>
<!DOCTYPE nitf PUBLIC "-//IPTC//DTD NITF 3.4//EN" "nitf-3-4.dtd">
<nitf><head><docdata management-status="{_STATUS.get(kind, "usable")}"{reference}>{corrected}
<doc-id id-string="{document}" regsrc="Fenwick"/><date.issue norm="{at(number):%Y%m%dT%H%M%SZ}"/></docdata></head>
<body><body.head><hedline><hl1>{escape(headline(number))}</hl1></hedline></body.head>{body}</body></nitf>""".encode()


def newsml1(kind: str, number: int) -> bytes:
    content = (
        f"<NewsComponent><NewsLines><HeadLine>{escape(headline(number))}</HeadLine></NewsLines>"
        f"<ContentItem><DataContent><nitf><body><body.content>{_markup(number)}</body.content></body></nitf>"
        "</DataContent></ContentItem></NewsComponent>"
    )
    instruction = '<Instruction FormalName="Correction"/>' if kind == "correction" else ""
    return f"""<?xml version="1.0"?>
<NewsML Version="1.2"><NewsEnvelope><DateAndTime>{at(number):%Y%m%dT%H%M%SZ}</DateAndTime></NewsEnvelope>
<NewsItem xml:lang="en"><Identification><NewsIdentifier><ProviderId>fenwick.example</ProviderId>
<DateId>20261123</DateId><NewsItemId>pier</NewsItemId>
<RevisionId PreviousRevision="{number - 1}" Update="N">{number}</RevisionId>
<PublicIdentifier>urn:newsml:fenwick.example:20261123:pier:{number}</PublicIdentifier></NewsIdentifier></Identification>
<NewsManagement><NewsItemType FormalName="News"/><FirstCreated>20261123T120000Z</FirstCreated>
<ThisRevisionCreated>{at(number):%Y%m%dT%H%M%SZ}</ThisRevisionCreated>
<Status FormalName="{_STATUS.get(kind, "usable").title()}"/>{instruction}</NewsManagement>
{content if kind != "kill" else ""}</NewsItem></NewsML>""".encode()


def rss(kind: str, number: int) -> bytes:
    return f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Fenwick</title><link>https://fenwick.example/</link><description>News</description>
<item><guid isPermaLink="false">{STORY}</guid><title>{escape(headline(number))}</title>
<link>https://fenwick.example/pier</link><pubDate>{at(number):%a, %d %b %Y %H:%M:%S} GMT</pubDate>
<content:encoded><![CDATA[{_markup(number)}]]></content:encoded></item></channel></rss>""".encode()


def atom(kind: str, number: int) -> bytes:
    entry = (
        f"<entry><id>{STORY}</id><title>{escape(headline(number))}</title><updated>{at(number).isoformat()}</updated>"
        f'<link href="https://fenwick.example/pier"/><content type="html">{escape(_markup(number))}</content></entry>'
    )
    gone = f'<at:deleted-entry ref="{STORY}" when="{at(number).isoformat()}"/>'
    return f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"
 xmlns:at="http://purl.org/atompub/tombstones/1.0" xml:lang="en"><id>urn:fenwick:feed</id><title>Fenwick</title>
<updated>{at(number).isoformat()}</updated><author><name>Fenwick</name></author>
{gone if kind == "kill" else entry}</feed>""".encode()


def jsonfeed(kind: str, number: int) -> bytes:
    item = {
        "id": STORY,
        "url": "https://fenwick.example/pier",
        "title": headline(number),
        "content_html": _markup(number),
        "date_modified": at(number).isoformat(),
    }
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Fenwick", "items": [item]}).encode()


Writer = Callable[[str, int], bytes]
_ORDERS = ("copy", "correction", "withhold", "kill")

SAYS: dict[str, tuple[Writer, tuple[str, ...]]] = {
    "ninjs": (ninjs, _ORDERS),
    "envelope": (envelope, (*_ORDERS, "advisory")),
    "g2": (g2, _ORDERS),
    "nitf": (nitf, (*_ORDERS, "cancel")),
    "newsml1": (newsml1, _ORDERS),
    "rss": (rss, ("copy",)),
    "atom": (atom, ("copy", "kill")),
    "jsonfeed": (jsonfeed, ("copy",)),
}


def expected(messages: Iterable[tuple[str, int]]) -> tuple[str, str, bool]:
    """Return (state, headline, is a correction told), as somebody with all the messages on the desk would say."""
    messages = list(messages)
    copies = {number: kind for kind, number in messages if kind in ("copy", "correction")}
    if not copies:
        return "none", "", False
    if any(kind in ("kill", "cancel") for kind, _ in messages):
        return "killed", "", False
    newest = max(copies)
    if any(kind == "withhold" and number > newest for kind, number in messages):
        return "held", "", False
    return "running", headline(newest), "correction" in copies.values()
