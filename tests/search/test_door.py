"""The search as readers reach it: no cookie, nothing for caches, only reading, and a plain word when it is busy."""

import threading
from concurrent.futures import ThreadPoolExecutor, wait
from urllib.parse import urlencode

from nightdesk.search import door, finding
from nightdesk.web import serve
from nightdesk.web.files_rules import SECURITY
from tests.search.test_finding import tell


def ask(query: str = "", *, path: str = "/search/", method: str = "GET", slug: str = "harbor"):
    told: list = []
    environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query}
    body = b"".join(door.search(environ, lambda status, headers: told.extend((status, dict(headers))), slug, SECURITY))
    return told[0], told[1], body.decode()


def test_a_page_answers_and_tells_nobody_who_asked(room, index):
    tell(room, "Ferry <sails>", "The ferry & the quay.")
    index()
    status, headers, body = ask(urlencode({"q": "ferry"}))
    assert status == "200 OK" and "<mark>Ferry</mark> &lt;sails&gt;" in body
    assert (
        headers["cache-control"] == "no-store" and "set-cookie" not in headers and headers["x-robots-tag"] == "noindex"
    )
    assert headers["content-security-policy"] and int(headers["content-length"]) == len(body.encode())
    assert 'value="ferry"' in body and "<script src" in body


def test_the_form_is_there_before_anything_is_asked_and_a_hint_when_nothing_is_found(room):
    assert 'name="q"' in ask()[2] and "quotation marks" in ask()[2]
    assert "Nothing was found" in ask("q=helicopter")[2]
    assert "There is no word to look for" in ask("q=%21%21")[2]
    assert "look everywhere" in ask("q=helicopter&section=news")[2]


def test_what_was_typed_stays_words(room):
    status, _, body = ask(urlencode({"q": '"><script>x()</script>', "from": '"><b>', "section": "<i>"}))
    assert status == "200 OK" and "<script>x" not in body and "<b>" not in body.split("<main")[1].split("</form>")[0]


def test_it_can_only_be_read_and_has_one_address(room):
    assert ask(method="POST")[0].startswith("405")
    assert ask("q=a", path="/search")[1]["location"] == "/search/?q=a"
    assert ask("q=a", method="HEAD")[2] == ask(slug="nowhere", method="HEAD")[2] == ""
    assert ask(slug="nowhere")[0].startswith("404")


def test_searches_leave_the_newsroom_threads_of_its_own(room, monkeypatch):
    assert serve.THREADS - door.IN_LINE >= 2
    for _ in range(door.IN_LINE):
        assert door._line.acquire(blocking=False)
    monkeypatch.setattr(door._turns, "acquire", None)  # nobody may wait for a turn while the line is full
    try:
        assert ask("q=ferry")[0].startswith("503")
    finally:
        for _ in range(door.IN_LINE):
            door._line.release()


def test_ten_readers_who_ask_at_the_same_moment_are_all_answered(monkeypatch):
    go = threading.Event()

    def answer(environ, start, *_):
        assert go.wait(10)
        start("200 OK", [])
        return []

    monkeypatch.setattr(door, "_answer", answer)
    monkeypatch.setattr(door, "WAIT_S", 10)
    with ThreadPoolExecutor(10) as pool:
        asked = [pool.submit(ask, "q=ferry") for _ in range(10)]
        while sum(one.done() for one in asked) + door.IN_LINE - door._line._value < 10:
            wait(asked, timeout=0.01)
        go.set()
        assert [one.result()[0] for one in asked] == ["200 OK"] * 10


def test_when_all_turns_are_taken_it_says_so(room, monkeypatch):
    for _ in range(door.AT_ONCE):
        assert door._turns.acquire(blocking=False)
    monkeypatch.setattr(door, "WAIT_S", 0.01)
    try:
        status, headers, _ = ask("q=ferry")
    finally:
        for _ in range(door.AT_ONCE):
            door._turns.release()
    assert status.startswith("503") and headers["retry-after"]
    assert ask("q=ferry")[0] == "200 OK"


def test_a_question_that_takes_too_long_is_given_up(room, index, monkeypatch):
    tell(room, "Ferry sails")
    index()
    monkeypatch.setattr(finding, "_found", endless)
    monkeypatch.setattr(finding, "WITHIN_S", 0.05)
    assert ask("q=ferry")[0].startswith("503")


def endless(*_: object, **__: object) -> list[int]:
    from django.db import connection

    from nightdesk.desk import sql

    numbers = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000000) SELECT count(*) FROM n"
    )
    assert connection.vendor
    return [count for (count,) in sql.rows(numbers)]


def test_a_question_with_many_words_of_others_in_its_address_is_answered(room, index):
    """Those who share an address write their own words into it, by the dozen."""
    tell(room, "Ferry sails")
    index()
    status, _, body = ask("&".join(f"utm_{number}=x" for number in range(60)) + "&q=ferry")
    assert status == "200 OK" and "<mark>Ferry</mark>" in body


def test_letters_that_a_program_sends_as_they_are_are_read_as_they_were_meant(room, index):
    tell(room, "Café opens")
    index()
    sent = "q=café".encode().decode("latin-1")
    assert "<mark>Café</mark>" in ask(sent)[2]
    assert ask(sent, path="/search")[1]["location"] == "/search/?q=caf%C3%A9"
    assert ask("q=a%20b&x[]=1", path="/search")[1]["location"] == "/search/?q=a%20b&x[]=1"
