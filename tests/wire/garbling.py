"""Hostile input, and what reading it costs: garbled samples, small traps, and fifteen megabytes of many kinds."""

import gzip
import io
import os
import random
import re
import resource
import time
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

from nightdesk.wire.item import WireFault
from nightdesk.wire.parse import parse

HERE = Path(__file__).parent
SAMPLES = sorted(
    path
    for folder in (HERE.parents[1] / "src/nightdesk/samples", HERE / "cases")
    for path in folder.rglob("*")
    if path.suffix in (".xml", ".json", ".rdf") and ".expect" not in path.name and path.name != "manifest.json"
)
PIECES = (
    b"<", b">", b"&", b'"', b"\0", b"\xff", b"\xfe\xff", b"&nbsp;", b"&#0;", b"<![CDATA[", b"]]>", b"<!--",
    b"<!DOCTYPE x [", b"{", b"}", b"[", b"]", b"null", b"\\ud800", b"<p>", b"</p>", b"<table>", b"<br>", b"1e999",
    b"20240102T030405+9900", b'encoding="utf-16"', b"\xc3", b"<iframe ", b"<embed>", b":", b",",
)  # fmt: skip


def mutated(raw: bytes, dice: random.Random) -> bytes:
    body = bytearray(raw)
    for _ in range(dice.choice((1, 1, 2, 5, 30))):
        at = dice.randrange(len(body) + 1)
        end = min(len(body), at + dice.choice((1, 3, 20, 200, 2000)))
        act = dice.randrange(8)
        if act == 0:
            del body[at:end]
        elif act == 1:
            body[at:at] = dice.choice(PIECES)
        elif act == 2:
            body[at:at] = body[at:end] * dice.choice((1, 2, 10))
        elif act == 3:
            body[at:end] = bytes(dice.randrange(256) for _ in range(end - at))
        elif act == 4:
            body[at:end] = dice.choice(PIECES) * dice.choice((1, 50))
        elif act == 5:
            _swap_tags(body, dice)
        elif act == 6 and body:
            body[at % len(body)] ^= 1 << dice.randrange(8)
        elif at > 10:
            del body[at:]
    return bytes(body)


def _swap_tags(body: bytearray, dice: random.Random) -> None:
    tags = [found.span() for found in _TAG.finditer(body)]
    if len(tags) > 1:
        first, second = sorted(dice.sample(tags, 2))
        one, other = bytes(body[slice(*first)]), bytes(body[slice(*second)])
        body[slice(*second)], body[slice(*first)] = one, other


_TAG = re.compile(rb"<[^<>]{1,300}>")


def zipped() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.xml", "<rss/>")
    return file.getvalue()


def in_rss(body: str) -> bytes:
    """Return a feed of one item with this description."""
    said = body.replace("<", "&lt;")
    feed = f"<rss><channel><item><title>a</title><description>{said}</description></item></channel></rss>"
    return feed.encode()


UNDATED = "<item><title>x</title><guid>1</guid><pubDate>12 zzz 2024 3:04 qq</pubDate></item>"
ACCENTS = "<rss><channel><item><title>" + "é" * 300_000 + "</title></item></channel></rss>"
MANY = b" ".join(b"a%d" % at for at in range(100_000))
GROWING = b"".join(b"<!ENTITY %c '%s'>" % (98 + at, b"&%c;" % (97 + at) * 10) for at in range(9))
TRAPS = {
    "items never closed": b"<rss><channel>" + b"<item><title>" * 100_000,
    "deep blocks": b"<nitf><body><body.content>" + b"<block>" * 50_000 + b"x</body.content></body></nitf>",
    "deep lists of JSON": b"[" * 200_000 + b"]" * 200_000,
    "deep objects of JSON": b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    "deep tables": in_rss("<table><tr><td>" * 5_000),
    "deep lists": in_rss("<ul><li>" * 5_000),
    "deep quotations": in_rss("<blockquote>" * 20_000),
    "inline tags round paragraphs": in_rss("<b>x<p>" * 5_000),
    "many pictures": in_rss("".join(f"<img src=http://a.example/{at}.jpg>" for at in range(20_000))),
    "many escapes": b"<rss><channel><item><title>" + b"&amp;" * 300_000 + b"</title></item></channel></rss>",
    "many entities": b"<!DOCTYPE x [" + b"<!ENTITY a 'b'>" * 10_000 + b"]><rss/>",
    "comments in a DOCTYPE": b"<!DOCTYPE x [" + b"<!--" * 100_000,
    "comments": b"<!--" * 200_000,
    "dates that nobody can read": f"<rss><channel>{UNDATED * 2_000}</channel></rss>".encode(),
    "an attribute without end": b"<rss a='" + b" " * 1_000_000,
    "bytes of no encoding": b"\xe9" * 500_000,
    "Latin-1 unsaid": ACCENTS.encode("latin-1"),
    "figures and quotations in each other": in_rss("<figure><img src='a.jpg'>a<blockquote>b" * 60),
    "figures and tables in each other": in_rss("<figure><img src='a.jpg'>a<table><tr><td>b" * 60),
    "figures in each other": in_rss("<figure>a<div>b<img src='a.jpg'>" * 900),
    "captions in each other": in_rss("<div class='wp-caption'>a<img src='a.jpg'>" * 900),
    "100,000 elements in each other": b"<nitf><body><body.content>" + b"<p>" * 100_000 + b"x" + b"</p>" * 100_000,
    "100,000 lists in a ninjs": b'{"uri":"a","headline":"b","x":' + b"[" * 90_000 + b"]" * 90_000 + b"}",
    "100,000 elements in escaped HTML": in_rss("<div>" * 100_000),
    "100,000 attributes of an element": b"<nitf " + MANY + b"><body/></nitf>",
    "100,000 attributes in escaped HTML": in_rss(f"<p {MANY.decode()}>x"),
    "attributes with tags in their quotes": in_rss("<p " + " ".join(f"a{at}='<p>'" for at in range(50_000)) + ">x"),
    "entities that grow": b"<!DOCTYPE l [<!ENTITY a 'aaaaaaaaaa'>" + GROWING + b"]><rss><channel>&j;</channel></rss>",
    "one long entity many times": b"<!DOCTYPE l [<!ENTITY a '"
    + b"x" * 199
    + b"'>]><rss>"
    + b"&a;" * 49_000
    + b"</rss>",
    "surrogates": rb'{"uri":"a","headline":"\ud800 x \udfff","body_text":"\ud83d\ude00 \ud83d"}',
    "no numbers": b'{"uri":"a","headline":"b","version":NaN,"urgency":Infinity,"x":-Infinity}',
    "a number of 4,000 digits": b'{"uri":"a","headline":"b","version":' + b"9" * 4_000 + b"}",
    "a number of a million digits": b'{"uri":"a","headline":"b","version":' + b"9" * 1_000_000 + b"}",
    "a number past all numbers": b'{"uri":"a","headline":"b","version":1e400,"urgency":1e400}',
    "one name 100,000 times": b"{" + b'"uri":"a",' * 100_000 + b'"headline":"b"}',
    "UTF-7": b'<?xml version="1.0" encoding="utf-7"?><rss><channel><item><title>+ADw-script+AD4-</title></item>',
    "gzip": gzip.compress(b"<rss/>"),
    "a zip file": zipped(),
    "a web page": b"<!DOCTYPE html><html><head><title>x</title></head><body><p>Hi</body></html>",
    "a picture": b"\x89PNG\r\n\x1a\n\0\0<a",
    "nothing": b"",
    "spaces": b" \n\t ",
    "a mark and nothing": b"\xef\xbb\xbf",
    "only NULs": b"\0" * 1_000_000,
    "NULs between the letters": b"<\0r\0s\0s\0>\0",
}


def _filled(head: bytes, unit: bytes, tail: bytes) -> Callable[[], bytes]:
    return lambda: head + unit * ((FIFTEEN_MEGABYTES - len(head) - len(tail)) // len(unit)) + tail


FIFTEEN_MEGABYTES = 15_000_000
EMOJI = "\N{GRINNING FACE}".encode()  # it makes every character of a str four bytes wide
NITF = b"<nitf><body><body.content>", b"</body.content></body></nitf>"
RSS = b"<rss version='2.0'><channel>", b"</channel></rss>"
ONE = RSS[0] + b"<item><title>a</title><description>", b"</description></item>" + RSS[1]
G2 = b'xmlns="http://iptc.org/std/nar/2006-10-01/"'
NEWSML = b"<NewsML><NewsItem><NewsComponent>", b"</NewsComponent></NewsItem></NewsML>"
HEAVY: dict[str, Callable[[], bytes]] = {
    "NITF, one paragraph": _filled(NITF[0] + b"<p>" + EMOJI, b"word and more words of it ", b"</p>" + NITF[1]),
    "NITF, paragraphs": _filled(NITF[0] + EMOJI, b"<p>a paragraph of sixty characters or so, and a bit</p>", NITF[1]),
    "NITF, inline": _filled(NITF[0] + b"<p>", b"<em>a</em> rather long stretch of some sixty characters", NITF[1]),
    "NITF, loose ampersands": _filled(NITF[0] + b"<p>" + EMOJI, b"a & b ", b"</p>" + NITF[1]),
    "NITF, escapes": _filled(NITF[0] + b"<p>", b"&amp;", b"</p>" + NITF[1]),
    "NITF, control characters": _filled(NITF[0] + b"<p>" + EMOJI, b"ab\x01cd ", b"</p>" + NITF[1]),
    "NITF, no characters": _filled(NITF[0] + b"<p>", b"a\xef\xbf\xbe", b"</p>" + NITF[1]),
    "NITF, references to no characters": _filled(NITF[0] + b"<p>", b"&#0;", b"</p>" + NITF[1]),
    "NITF, a Latin-1 that is not said": _filled(NITF[0] + b"<p>", b"caf\xe9 and ", b"</p>" + NITF[1]),
    "NITF, a DOCTYPE and escapes": _filled(b"<!DOCTYPE nitf>" + NITF[0] + b"<p>", b"&amp;", b"</p>" + NITF[1]),
    "RSS, items": _filled(RSS[0], b"<item><title>A title of some length</title><guid>g</guid></item>", RSS[1]),
    "RSS, long items": _filled(RSS[0], b"<item><title>A</title><description>" + b"a " * 90 + b"</description></item>",
                               RSS[1]),
    "RSS, enclosures": _filled(RSS[0] + b"<item><title>a</title>",
                               b"<enclosure url='http://a.example/x.jpg' type='image/jpeg'/>", b"</item>" + RSS[1]),
    "RSS, paragraphs": _filled(ONE[0], b"&lt;p&gt;words of a paragraph that is about sixty long&lt;/p&gt;", ONE[1]),
    "RSS, links": _filled(ONE[0], b"&lt;a href='http://a.example/'&gt;x&lt;/a&gt;", ONE[1]),
    "RSS, tags of 90 attributes": _filled(ONE[0], b"&lt;p " + MANY[:450] + b"&gt;x", ONE[1]),
    "RSS, never closed": _filled(RSS[0], b"<item><title>a & b</title><description><p>unclosed words", b""),
    "Atom, UTF-16": lambda: ("<rss><channel><item><title>" + "é" * 7_000_000).encode("utf-16"),
    "ninjs, a text": _filled(b'{"uri":"a","headline":"b","body_text":"' + EMOJI, b"word and more of it ", b'"}'),
    "ninjs, a headline": _filled(b'{"uri":"a","headline":"' + EMOJI, b"word and more of it ", b'"}'),
    "ninjs, items": _filled(b"[", b'{"uri":"a","headline":"b and so on","body_text":"words words words words"},',
                            b'{"uri":"z"}]'),
    "ninjs, empty objects": _filled(b"[", b"{},", b"1]"),
    "ninjs, numbers": _filled(b'{"uri":"a","headline":"h","subject":[', b"1,", b"1]}"),
    "G2, subjects": _filled(b"<newsItem " + G2 + b' guid="a"><contentMeta>',
                            b'<subject qcode="a:b"><name>words and more words</name></subject>',
                            b"</contentMeta></newsItem>"),
    "NewsML 1.2, texts": _filled(NEWSML[0], b"<NewsComponent><NewsLines><HeadLine>h</HeadLine></NewsLines><ContentItem>"
                                 b"<DataContent>" + b"text " * 60 + b"</DataContent></ContentItem></NewsComponent>",
                                 NEWSML[1]),
    "NewsML 1.2, base64": _filled(NEWSML[0] + b'<ContentItem><Encoding Notation="Base64"><DataContent>',
                                  b"PHA+YTwvcD48cD5iPC9wPgAA\n",
                                  b"</DataContent></Encoding></ContentItem>" + NEWSML[1]),
    "spaces": lambda: b" " * FIFTEEN_MEGABYTES,
    "NULs": lambda: b"\0" * FIFTEEN_MEGABYTES,
    "brackets": lambda: b"<" * FIFTEEN_MEGABYTES,
}  # fmt: skip


def spend(make: Callable[[], Iterable[bytes]]) -> tuple[str, float, float]:
    """Read documents in a child; return what became of the last, the slowest one's CPU seconds and the peak in MB.

    They are made in the child too. One may take a minute of CPU before the kernel ends the child.
    """
    reader, writer = os.pipe()
    if not (child := os.fork()):
        try:
            os.write(writer, _spent(make()).encode())
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as answer:
        verdict, _, figures = answer.read().rpartition("\t")
    os.waitpid(child, 0)
    slowest, peak = figures.split() if figures else ("inf", "inf")
    return verdict or "died", float(slowest), float(peak)


def _spent(documents: Iterable[bytes]) -> str:
    before, slowest, verdict = 0, 0.0, ""
    for raw in documents:
        before = before or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + 60, -1))
        start = time.process_time()
        try:
            verdict = f"{len(parse(raw))} items"
        except WireFault as fault:
            verdict = str(fault)[:90]
        except BaseException as fault:  # noqa: BLE001 whatever else comes out is what we look for
            return f"RAISED {type(fault).__name__}: {str(fault)[:200]}\tinf inf"
        slowest = max(slowest, time.process_time() - start)
    peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1000
    return f"{verdict}\t{slowest:.3f} {peak:.0f}"
