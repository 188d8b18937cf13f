"""Formats are found by what a document holds, and other people's expectations hold as far as they did."""

import os
import warnings
from datetime import UTC, datetime
from pathlib import Path

import pytest

from nightdesk.wire.item import WireFault
from nightdesk.wire.parse import FORMATS, parse
from nightdesk.wire.profiles import Profile
from tests.wire import conformance

CORPUS = Path(os.environ.get("NIGHTDESK_CORPUS", Path(__file__).parents[3] / "shared/corpus"))
NITF = '<nitf><head><docdata><doc-id id-string="1"/><date.issue norm="{}"/></docdata></head></nitf>'


def test_every_format_has_a_name_of_its_own():
    names = [one.NAME for one in FORMATS]
    assert len(set(names)) == len(names)


def test_a_zone_of_the_profile_places_the_times_that_name_none():
    raw = NITF.format("20240702T030405").encode()
    [unknown] = parse(raw)
    assert unknown.created_at is None
    assert unknown.unknown == (("date.issue", "20240702T030405"),)
    assert [repair.what for repair in unknown.repairs] == ["date"]
    [placed] = parse(raw, profile=Profile("fenwick", zone="America/New_York"))
    assert placed.created_at == datetime(2024, 7, 2, 7, 4, 5, tzinfo=UTC)


def test_a_stable_id_of_the_profile_leads_the_ids():
    raw = b'{"uri":"urn:1","headline":"x","altids":{"etag":"e","fwkey":"k"}}'
    [item] = parse(raw, profile=Profile("fenwick", stable_ids=("fwkey",)))
    assert item.ids[0] == ("fwkey", "k")


def test_the_address_of_the_document_makes_its_links_whole():
    raw = b"<rss><channel><item><title>a</title><link>/a</link></item></channel></rss>"
    [item] = parse(raw, headers={"Content-Location": "https://fw.example/rss"})
    assert item.url == "https://fw.example/a"


@pytest.mark.parametrize(
    "raw", [b"", b"   ", b"plain words", b"<x/>", b"{}", b"[]", b"7", b"<html><body>x</body></html>"]
)
def test_what_is_no_wire_format_is_refused(raw: bytes):
    with pytest.raises(WireFault):
        parse(raw)


def test_an_empty_feed_is_an_answer_and_no_fault():
    assert parse(b'<rss version="2.0"><channel><title>a</title></channel></rss>') == ()


if CORPUS.is_dir():

    def test_feedparsers_expectations_hold():
        report = conformance.feeds(CORPUS)
        assert "unsafe markup" not in report.rates
        assert report.share > 0.97

    def test_ninjs_documents_are_taken_or_told():
        report = conformance.ninjs(CORPUS)
        assert report.rates["should_pass"] == [158, 158]
        assert report.rates["should_fail"][0] >= 66

    def test_every_newsml_g2_listing_is_read_but_the_one_of_empty_items():
        [miss] = conformance.g2(CORPUS).misses
        assert "LISTING_24" in miss

else:
    warnings.warn("The conformance corpus is not here; its tests are left out.", stacklevel=1)


def test_a_feed_cut_off_before_its_first_story_is_a_fault_and_no_empty_list():
    with pytest.raises(WireFault, match="No story could be read. The XML is broken"):
        parse(b'<rss version="2.0"><channel><title>Harbor wire')
    assert parse(b'<rss version="2.0"><channel><title>Harbor wire</title></channel></rss>') == ()
