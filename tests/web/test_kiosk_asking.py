"""Only a plain request is read by the kiosk; whatever could mean two things to two servers goes on unread."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.web import kiosk_asking as asking

PLAIN = b"GET /a%20b/?page=2 HTTP/1.1\r\nHost: harbor.example\r\nUser-Agent: x\r\nAccept-Encoding: gzip, br "


def test_a_plain_request_is_read() -> None:
    assert asking.read(PLAIN) == {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/a b/",
        "QUERY_STRING": "page=2",
        "HTTP_HOST": "harbor.example",
        "HTTP_ACCEPT_ENCODING": "gzip, br",
    }


@pytest.mark.parametrize(
    "head",
    [
        b"POST / HTTP/1.1\r\nHost: h",
        b"GET / HTTP/1.0\r\nHost: h",
        b"GET  / HTTP/1.1\r\nHost: h",
        b"GET http://h/ HTTP/1.1\r\nHost: h",
        b"GET /#part HTTP/1.1\r\nHost: h",
        b"GET /\xc3\xa9 HTTP/1.1\r\nHost: h",
        b"GET / HTTP/1.1",
        b"GET / HTTP/1.1\r\nAccept: */*",
        b"GET / HTTP/1.1\r\nHost: h\r\nHost: other",
        b"GET / HTTP/1.1\r\nHost : h",
        b"GET / HTTP/1.1\r\nHost: h\r\n folded",
        b"GET / HTTP/1.1\r\nHost: h\nX: y",
        b"GET / HTTP/1.1\r\nHost: h\rX: y",
        b"GET / HTTP/1.1\r\nHost: h\0",
        b"GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 5",
        b"GET / HTTP/1.1\r\nHost: h\r\ncontent-length: 0",
        b"GET / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked",
        b"GET / HTTP/1.1\r\nHost: h\r\nTransfer_Encoding\x0b: chunked",
        b"GET / HTTP/1.1\r\nHost: h\r\nUpgrade: websocket",
        b"GET / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue",
        b"GET / HTTP/1.1\r\nHost: h\r\nIf-None-Match: a\r\nIf-None-Match: b",
        b"GET / HTTP/1.1\r\nHost: h\r\nnonsense",
        b"\r\nGET / HTTP/1.1\r\nHost: h",
        b"",
    ],
)
def test_what_is_not_plain_is_not_read(head: bytes) -> None:
    assert asking.read(head) is None


@given(st.binary(max_size=400) | st.builds(lambda more: PLAIN + b"\r\n" + more, st.binary(max_size=80)))
def test_any_bytes_are_read_or_not_and_break_nothing(head: bytes) -> None:
    asked = asking.read(head)
    assert asked is None or (asked["PATH_INFO"].startswith("/") and not any("\r" in part for part in asked.values()))


def test_what_is_remembered_of_headers_stays_small() -> None:
    before = asking._known.cache_info().currsize
    asking.read(b"GET / HTTP/1.1\r\nHost: h\r\nCookie: " + b"c" * 5000)
    assert asking._known.cache_info().currsize <= before + 1
    assert asking._known.cache_info().maxsize * asking.LONGEST_KNOWN_LINE < 2**20
