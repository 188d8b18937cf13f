"""BOM, valid UTF-8, the document's word, the channel's word, a guess: in this order, and every repair is told."""

import codecs

import pytest

from nightdesk.wire.charsets import decode

WORDS = "Žižkov a café"


@pytest.mark.parametrize(
    ("raw", "headers", "text", "repaired"),
    [
        (codecs.BOM_UTF8 + WORDS.encode(), {}, WORDS, False),
        (WORDS.encode("utf-16"), {}, WORDS, False),
        (b"<a/>", {"Content-Type": "text/xml; charset=utf-16"}, "<a/>", False),
        ("<?xml encoding='iso-8859-1'?>é".encode(), {}, "<?xml encoding='iso-8859-1'?>é", True),
        ("<?xml encoding='iso-8859-1'?>é".encode("latin-1"), {}, "<?xml encoding='iso-8859-1'?>é", False),
        ("<?xml encoding='windows-1250'?>Žižkov".encode("cp1250"), {}, "<?xml encoding='windows-1250'?>Žižkov", False),
        ("<?xml encoding='iso-8859-1'?>“é”".encode("cp1252"), {}, "<?xml encoding='iso-8859-1'?>“é”", False),
        ("<a>Žižkov</a>".encode("cp1250"), {"content-type": 'x; charset="cp1250"'}, "<a>Žižkov</a>", False),
        (b"<?xml encoding='x-1'?>\xe9", {"content-type": "x; charset=latin1"}, "<?xml encoding='x-1'?>é", True),
        ("<?xml encoding='shift_jis'?>新聞".encode("cp932"), {}, "<?xml encoding='shift_jis'?>新聞", False),
        ("<?xml encoding='iso-2022-jp'?>新聞".encode("iso-2022-jp"), {}, "<?xml encoding='iso-2022-jp'?>新聞", False),
        ("<a>café, déjà vu, ".encode() + b"na\xefve</a>", {}, "<a>café, déjà vu, naïve</a>", True),
        ("<\0a\0>\0é\0".encode("latin-1"), {}, "<a>é", True),
    ],
)  # fmt: skip
def test_the_bytes_mean_these_words(raw: bytes, headers: dict[str, str], text: str, repaired: bool):
    found, repairs = decode(raw, headers)
    assert found == text
    assert bool(repairs) is repaired
    assert all(repair.what == "encoding" for repair in repairs)


def test_an_encoding_that_nobody_names_is_guessed_and_told():
    words = "La sécurité a été renforcée à l'entrée du théâtre, où près de mille élèves étaient rassemblés. " * 5
    found, repairs = decode(words.encode("latin-1"), {})
    assert found == words
    assert repairs[0].says.startswith("The encoding is not said")
