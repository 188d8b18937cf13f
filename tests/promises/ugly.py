"""Ugly sequences: what wires send on bad days, and the word that may be public in the end.

Each case is (messages, the word of the headline that readers may find, or "" for none). Places, people and words are
invented. The messages of one story are played in every order, unless a case is in ``ONE_ORDER``.
"""

import json
from html import escape

_AT = "2026-11-25T0{}:00:00Z"
CANCELS = ' management-doc-idref="urn:x:1" management-idref-status="{}"'


def _words(head: str) -> str:
    return f"PORT ELLERY (Fenwick) — The {head} council voted on Monday night to keep the old ferry pier open for all."


def nj(uri: str = "urn:x:1", version: str = "1", head: str = "Pier", **more: object) -> bytes:
    item = {
        "standard": {"name": "ninjs", "version": "2.1"}, "uri": uri, "type": "text", "version": version,
        "pubstatus": "usable", "versioncreated": _AT.format(version[-1]), "headline": f"{head} stays open",
        "body_xhtml": f"<p>{_words(head)}</p>", "language": "en",
    }  # fmt: skip
    return json.dumps(item | more).encode()


def kill(uri: str = "urn:x:1", version: str = "2", **more: object) -> bytes:
    return json.dumps(
        {"uri": uri, "version": version, "pubstatus": "canceled", "versioncreated": _AT.format(version)} | more
    ).encode()


def g2(
    guid: str = "urn:x:1", version: str = "1", head: str = "Pier", status: str = "usable", embargoed: str | None = None,
    meta: str = "",
) -> bytes:  # fmt: skip
    number = f' version="{version}"' if version else ""
    until = "" if embargoed is None else f"<embargoed>{embargoed}</embargoed>"
    words = (
        '<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>'
        f"<p>{_words(head)}</p></body></html></inlineXML></contentSet>"
    )
    code = status if ":" in status else f"stat:{status}"
    return f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}"{number} standard="NewsML-G2"
 standardversion="2.30" xml:lang="en"><itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:FW"/>
<versionCreated>{_AT.format((version or "1")[-1])}</versionCreated>{until}<pubStatus qcode="{code}"/>{meta}</itemMeta>
<contentMeta><headline>{head} stays open</headline></contentMeta>{words if status == "usable" else ""}</newsItem>
""".encode()


def message(*items: bytes) -> bytes:
    begun = (
        b'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2026-11-25T01:00:00Z</sent></header>'
    )
    return begun + b"<itemSet>" + b"".join(items) + b"</itemSet></newsMessage>"


def nitf(
    doc: str = "urn:x:1", head: str = "Pier", status: str = "usable", ref: str = "", hour: int = 1, extra: str = "",
    has_body: bool = True,
) -> bytes:  # fmt: skip
    body = f"<body.content><p>{_words(head)}</p></body.content>" if has_body else ""
    return f"""<nitf><head><docdata management-status="{status}"{ref}><doc-id id-string="{doc}" regsrc="FW"/>
<date.issue norm="20261125T0{hour}0000Z"/>{extra}</docdata></head>
<body><body.head><hedline><hl1>{head} stays open</hl1></hedline></body.head>{body}</body></nitf>""".encode()


def release(norm: str) -> bytes:
    return nitf(extra=f'<date.release norm="{norm}"/>')


def rss(*items: tuple[str, str, str]) -> bytes:
    told = "".join(
        f"<item><guid isPermaLink='false'>{guid}</guid><title>{head} stays open</title><pubDate>{date}</pubDate>"
        f"<description>{_words(head)}</description></item>"
        for guid, head, date in items
    )
    return f"<rss version='2.0'><channel><title>F</title><link>https://f.example/</link>{told}</channel></rss>".encode()


def atom(*parts: str) -> bytes:
    return f"""<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0"
 xml:lang="en"><id>urn:f</id><title>F</title><updated>2026-11-25T01:00:00Z</updated><author><name>F</name></author>{"".join(parts)}</feed>
""".encode()


def entry(head: str = "Pier", hour: int = 1, more: str = "") -> str:
    content = escape(f"<p>{_words(head)}</p>")
    told = f"<title>{head} stays open</title><updated>{_AT.format(hour)}</updated>{more}"
    return f'<entry><id>urn:x:1</id>{told}<content type="html">{content}</content></entry>'


def tomb(hour: int = 2) -> str:
    return f'<at:deleted-entry ref="urn:x:1" when="{_AT.format(hour)}"/>'


ONE, TWO = "Wed, 25 Nov 2026 01:00:00 GMT", "Wed, 25 Nov 2026 02:00:00 GMT"
OTHER = "<p>" + "Completely different words about markets in Tokyo and Osaka trading today with banks. " * 6 + "</p>"
CANCELLING = [{"name": "cancels", "uri": "urn:x:1", "rel": "cancels"}]
DRAFT = '<app:control xmlns:app="http://www.w3.org/2007/app"><app:draft>yes</app:draft></app:control>'
LATER = "2026-12-25T10:00:00Z"
# A feed without dates, and a name used again, go by what came first; that is data there, and said in life.md.
ONE_ORDER = ("rss without dates", "a name used again")

CASES: dict[str, tuple[list[bytes], str]] = {
    "a kill before its story": ([kill(), nj()], ""),
    "a kill twice": ([nj(), kill(), kill(version="3")], ""),
    "versions after a kill": ([nj(), kill(), nj(version="4", head="Dock")], ""),
    "a kill of a kill": ([nj(), kill("urn:k:1", associations=CANCELLING), kill("urn:k:1", "3")], ""),
    "a kill whose own name comes as a story": (
        [nj(), kill("urn:k:1", associations=CANCELLING), nj("urn:k:1", "5", "Quay")], ""),
    "the same version with other words": ([nj(), nj(head="Quay", versioncreated="2026-11-25T01:30:00Z")], "Quay"),
    "a name used again": ([nj(), nj(version="2", headline="Stock prices rise in Asia", body_xhtml=OTHER)], "Pier"),
    "Canceled": ([nj(), kill(pubstatus="Canceled")], ""),
    "cancelled": ([nj(), kill(pubstatus="cancelled")], ""),
    "killed": ([nj(), kill(pubstatus="killed")], ""),
    "deleted": ([nj(), kill(pubstatus="deleted")], ""),
    "withdrawn": ([nj(), kill(pubstatus="withdrawn")], ""),
    "a kill of a name and a status": ([nj(version="3"), b'{"uri": "urn:x:1", "pubStatus": "canceled"}'], ""),
    "a kill with a lower version": ([nj(version="5"), kill()], ""),
    "a kill by type": ([nj(), nj(version="2", editorialtypes=["Kill"])], ""),
    "a kill in UTF-16": ([nj(), kill().decode().encode("utf-16")], ""),
    "a kill behind a BOM": ([nj(), b"\xef\xbb\xbf" + kill()], ""),
    "a kill with blanks round its name": ([nj(), kill(" urn:x:1 ")], ""),
    "story and kill in one list": ([b"[" + nj() + b"," + kill() + b"]"], ""),
    "kill and story in one list": ([b"[" + kill() + b"," + nj() + b"]"], ""),
    "story and kill in lines": ([nj() + b"\n" + kill()], ""),
    "withheld": ([nj(), nj(version="2", pubstatus="withheld")], ""),
    "withheld, then usable": ([nj(), nj(version="2", pubstatus="withheld"), nj(version="3", head="Quay")], "Quay"),
    "a list of statuses": ([nj(pubstatus=["usable", "canceled"])], ""),
    "no status": ([nj(pubstatus=None)], ""),
    "an unknown status": ([nj(pubstatus="banana")], ""),
    "a number for a status": ([nj(pubstatus=3)], ""),
    "two statuses": ([b'{"pubstatus":"canceled",' + nj()[1:]], ""),
    "two statuses, the kill last": ([nj()[:-1] + b', "pubstatus": "canceled"}'], ""),
    "two embargoes": ([nj(embargoed="2030-01-01T00:00:00Z")[:-1] + b', "embargoed": "2020-01-01T00:00:00Z"}'], ""),
    "a day for an embargo": ([nj(embargoed="2026-12-24")], ""),
    "a day long past for an embargo": ([nj(embargoed="2020-01-01")], ""),
    "an embargo without a zone": ([nj(embargoed="2026-12-24T10:00:00")], ""),
    "a past embargo without a zone": ([nj(embargoed="2020-12-24T10:00:00")], ""),
    "an embargo that is over": ([nj(embargoed="2026-11-25T10:00:00Z")], "Pier"),
    "an embargo that is not": ([nj(embargoed="2026-12-25T10:00:00+01:00")], ""),
    "an embargo in words": ([nj(embargoed="tomorrow noon")], ""),
    "an embargo of null": ([nj(embargoed=None)], ""),
    "an empty embargo": ([nj(embargoed="")], ""),
    "a number for an embargo": ([nj(embargoed=1798761600)], ""),
    "a list for an embargo": ([nj(embargoed=[LATER])], ""),
    "an object for an embargo": ([nj(embargoed={"until": LATER})], ""),
    "ninjs 3's embargo": ([nj(embargoedUntil=LATER)], ""),
    "a member that no standard knows": ([nj(embargo_until=LATER)], ""),
    "an embargo that an update brings": ([nj(), nj(version="2", embargoed=LATER)], ""),
    "an embargo that an update takes away": ([nj(embargoed=LATER), nj(version="2", head="Quay")], "Quay"),
    "an embargo, and a kill": ([nj(embargoed=LATER), kill()], ""),
    "withheld, its embargo over": ([nj(embargoed="2020-01-01T00:00:00Z", pubstatus="withheld")], ""),
    "HoldForRelease": ([nj(editorialtypes=["HoldForRelease"])], ""),
    "a signal to hold": ([nj(signals=["HoldForRelease"])], ""),
    "a note that speaks of an embargo": ([nj(ednote="EMBARGOED until 10 a.m. tomorrow")], ""),
    "a headline that kills": ([nj(headline="KILL KILL KILL: Pier stays open")], ""),
    "an advisory": ([nj(editorialtypes=["Advisory"])], ""),
    "a right that ended": ([nj(expires="2026-11-20T00:00:00Z")], ""),
    "a right that ends nobody knows when": ([nj(expires="soon")], ""),
    "version ten": ([nj(version="9", versioncreated=ONE), nj(version="10", head="Quay", versioncreated=ONE)], "Quay"),
    "G2 canceled": ([g2(), g2(version="2", status="canceled")], ""),
    "G2 canceled without a version": ([g2(version="3"), g2(version="", status="canceled")], ""),
    "G2 canceled with a lower one": ([g2(version="3"), g2(version="1", status="canceled")], ""),
    "G2 canceled, then a higher one": ([g2(), g2(version="2", status="canceled"), g2(version="3", head="Quay")], ""),
    "G2 canceled by URI": ([g2(), g2(version="2", status="http://cv.iptc.org/newscodes/pubstatusg2/canceled")], ""),
    "G2 withheld": ([g2(), g2(version="2", status="withheld")], ""),
    "G2 of two statuses": ([g2(meta='<pubStatus qcode="stat:canceled"/>')], ""),
    "G2 that cancels by a link": (
        [g2(), g2("urn:k:1", head="KILL", meta='<link rel="irel:cancels" residref="urn:x:1"/>')], ""),
    "G2 that kills by a signal": ([g2(), g2(version="2", meta='<signal qcode="sig:kill"/>')], ""),
    "G2 story and kill in one message": ([message(g2(), g2(version="2", status="canceled"))], ""),
    "G2 with a note that speaks of an embargo": ([g2(meta="<edNote>Embargoed until 0001 Friday</edNote>")], ""),
    "G2, an empty embargo": ([g2(embargoed="")], ""),
    "G2, a day for an embargo": ([g2(embargoed="2026-12-25")], ""),
    "G2, an embargo without a zone": ([g2(embargoed="2026-12-25T10:00:00")], ""),
    "G2, an embargo that is not over": ([g2(embargoed=LATER)], ""),
    "G2, an embargo that is over": ([g2(embargoed="2026-11-20T10:00:00Z")], "Pier"),
    "G2, an embargo in words": ([g2(embargoed="soon")], ""),
    "NITF canceled": ([nitf(), nitf(status="canceled", has_body=False, hour=2)], ""),
    "NITF cancelled": ([nitf(), nitf(status="cancelled", has_body=False, hour=2)], ""),
    "NITF that cancels another": (
        [nitf(), nitf("urn:k:1", "KILL", ref=CANCELS.format("canceled"), has_body=False)], ""),
    "NITF that kills another, with words": ([nitf(), nitf("urn:k:1", "KILL", ref=CANCELS.format("killed"))], ""),
    "NITF canceled that names another": (
        [nitf(), nitf("urn:k:1", "KILL", "canceled", ' management-doc-idref="urn:x:1"', has_body=False)], ""),
    "NITF withheld": ([nitf(), nitf(status="withheld", hour=2)], ""),
    "NITF embargoed": ([nitf(status="embargoed")], ""),
    "NITF, a release to come": ([release("20261225T100000Z")], ""),
    "NITF, a day for a release": ([release("20261225")], ""),
    "NITF, a day past for a release": ([release("20261101")], ""),
    "NITF, a release without a zone": ([release("20261225T100000")], ""),
    "NITF, an empty release": ([release("")], ""),
    "NITF, a release in words": ([release("friday")], ""),
    "NITF, a right that ended": ([nitf(extra='<date.expire norm="20260101T000000Z"/>')], ""),
    "rss that shrinks": ([rss(("a", "Pier", ONE)), rss()], "Pier"),
    "rss that is updated": ([rss(("a", "Pier", ONE)), rss(("a", "Quay", TWO))], "Quay"),
    "rss without dates": ([rss(("a", "Pier", "")), rss(("a", "Quay", ""))], "Quay"),
    "a tombstone": ([atom(entry()), atom(tomb())], ""),
    "a tombstone and its entry in one feed": ([atom(tomb(), entry(hour=3))], ""),
    "an entry that comes back": ([atom(entry()), atom(tomb()), atom(entry("Quay", 9))], ""),
    "a draft in Atom": ([atom(entry(more=DRAFT))], ""),
}  # fmt: skip
