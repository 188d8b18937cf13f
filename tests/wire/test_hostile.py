"""Whatever comes in, items or one clear sentence come out, soon and in little memory."""

import json
import os
import random
import resource
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightdesk.wire.as_ninjs import as_ninjs
from nightdesk.wire.item import Item, WireFault
from nightdesk.wire.parse import parse

SAMPLES = sorted(
    path
    for folder in (Path(__file__).parents[2] / "src/nightdesk/samples", Path(__file__).parent / "cases")
    for path in folder.rglob("*")
    if path.suffix in (".xml", ".json", ".rdf") and ".expect" not in path.name and path.name != "manifest.json"
)
MUTATIONS = int(os.environ.get("NIGHTDESK_MUTATIONS", "12"))  # of each sample; 1000 before a release
SLOWEST_S = 1.0
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
        act = dice.randrange(6)
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
        elif at > 10:
            del body[at:]
    return bytes(body)


def read(raw: bytes) -> tuple[Item, ...]:
    """Parse, and fail on anything but items or a WireFault with something to say."""
    try:
        items = parse(raw)
    except WireFault as fault:
        assert fault.part and fault.says and "\n" not in fault.says
        return ()
    for item in items:
        assert item.guid
        for moment in (item.created_at, item.published_at, item.sent_at, item.expires_at, item.first_created_at):
            assert moment is None or moment.utcoffset() is not None
        as_ninjs(item)
    return items


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_garbled_sample_gives_items_or_one_clear_fault(path: Path):
    dice = random.Random(path.name)  # the same garbling in every run
    raw = path.read_bytes()
    for _ in range(MUTATIONS):
        start = time.process_time()
        read(mutated(raw, dice))
        assert time.process_time() - start < SLOWEST_S


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_items_or_a_fault(raw: bytes):
    read(raw)


FRAMES = (
    "<nitf><body><body.content><p>%s</p></body.content></body></nitf>",
    "<rss><channel><item><title>a</title><description>%s</description></item></channel></rss>",
)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200), st.sampled_from(FRAMES))
def test_any_text_in_a_body_gives_items_or_a_fault(text: str, frame: str):
    read((frame % text).encode("utf-8", "replace"))


MEMBERS = (
    "uri", "headline", "bodies", "associations", "pubstatus", "embargoed", "versioncreated", "subject", "renditions",
    "altids", "ednote", "urgency", "expires", "body_html", "rightsinfo", "infosource",
)  # fmt: skip
SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=20)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(MEMBERS), VALUES))
def test_any_values_in_ninjs_give_items_or_a_fault(data: dict):
    read(json.dumps(data).encode())


def in_rss(body: str) -> bytes:
    """Return a feed of one item with this description."""
    said = body.replace("<", "&lt;")
    feed = f"<rss><channel><item><title>a</title><description>{said}</description></item></channel></rss>"
    return feed.encode()


UNDATED = "<item><title>x</title><guid>1</guid><pubDate>12 zzz 2024 3:04 qq</pubDate></item>"
ACCENTS = "<rss><channel><item><title>" + "é" * 300_000 + "</title></item></channel></rss>"
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
}


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_costs_little(name: str):
    start = time.process_time()
    read(TRAPS[name])
    assert time.process_time() - start < 5.0  # P12: what one input may cost
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 1_000_000  # kB, of the whole test process


def test_a_document_past_the_limit_is_refused_by_its_size():
    with pytest.raises(WireFault) as caught:
        parse(b" " * 15_000_001)
    assert caught.value.part == "size"


TOO_MANY = {"tags": b"<a/>" * 500_001, "objects": b"[" + b"{}," * 200_001 + b"1]", "values": b"[" + b"1," * 1_000_001}


@pytest.mark.parametrize("name", TOO_MANY)
def test_more_parts_than_any_copy_needs_are_refused(name: str):
    with pytest.raises(WireFault) as caught:
        parse(TOO_MANY[name])
    assert caught.value.part == "size"


def test_no_entity_reads_a_file(tmp_path: Path):
    secret = tmp_path / "secret"
    secret.write_text("moonshine")
    address = secret.as_uri()
    title = "<rss xmlns:xi='http://www.w3.org/2001/XInclude'><channel><item><title>a%s</title></item></channel></rss>"
    for head, inside in (
        (f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{address}">]>', "&x;"),
        (f'<!DOCTYPE rss [<!ENTITY % x SYSTEM "{address}"> %x;]>', ""),
        ("", f'<xi:include href="{address}" parse="text"/>'),
    ):
        assert "moonshine" not in repr(read((head + title % inside).encode()))
