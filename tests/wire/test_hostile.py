"""Whatever comes in, items or one clear sentence come out, soon and in little memory."""

import json
import os
import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightdesk.wire.as_ninjs import as_ninjs
from nightdesk.wire.item import Item, WireFault
from nightdesk.wire.parse import parse
from tests.wire.garbling import HEAVY, SAMPLES, TRAPS, mutated, spend

MUTATIONS = int(os.environ.get("NIGHTDESK_MUTATIONS", "12"))  # of each sample; 1000 before a release
SLOWEST_S = 1.0


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


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_costs_little(name: str):
    start = time.process_time()
    read(TRAPS[name])
    assert time.process_time() - start < 5.0  # P12: what one input may cost


@pytest.mark.parametrize("name", HEAVY)
def test_fifteen_megabytes_cost_what_one_input_may(name: str):
    verdict, slowest_s, peak_mb = spend(lambda: [HEAVY[name]()])
    assert not verdict.startswith(("RAISED", "died"))
    assert slowest_s < 5.0 and peak_mb < 256


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
