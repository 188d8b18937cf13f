"""Documents dropped into a folder: taken when they are whole, stored before they are moved."""

import os
from pathlib import Path

import pytest

from nightdesk.desk.models import Delivery, Wire
from nightdesk.intake.sources import folder
from nightdesk.intake.sources.folder import Folder
from tests.intake.feeds import document, folder_wire

pytestmark = pytest.mark.django_db
LONG_AGO = 1_790_000_000


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "meridian"


@pytest.fixture
def wire(home: Path) -> Wire:
    return folder_wire(home)


def drop(path: Path, raw: bytes, *, at: int = LONG_AGO) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)
    os.utime(path, (at, at))


def sources() -> list[str]:
    return list(Delivery.objects.order_by("pk").values_list("source", flat=True))


def test_a_document_is_stored_and_moved_to_done(wire: Wire, home: Path) -> None:
    drop(home / "bridge.json", document())
    Folder(wire).look()
    [delivery] = Delivery.objects.all()
    assert (delivery.source, delivery.size_bytes, delivery.outcome) == ("bridge.json", len(document()), "received")
    assert (home / "done/bridge.json").read_bytes() == document()
    assert not (home / "bridge.json").exists()


def test_what_cannot_be_read_is_kept_apart_with_the_reason_beside_it(wire: Wire, home: Path) -> None:
    drop(home / "torn.json", b'{"uri": "m-1", "headl')
    Folder(wire).look()
    assert (home / "refused/torn.json").read_bytes() == b'{"uri": "m-1", "headl'
    assert (home / "refused/torn.json.reason.txt").read_text().strip()
    assert sources() == ["torn.json"]


def test_a_document_that_is_still_being_written_is_left_alone(wire: Wire, home: Path) -> None:
    raw, watch = document(), Folder(wire)
    with (home / "bridge.json").open("wb") as file:
        file.write(raw[:50])
        file.flush()
        os.utime(home / "bridge.json", (LONG_AGO, LONG_AGO))
        watch.look()
        watch.look()
        assert sources() == []
        file.write(raw[50:])
    os.utime(home / "bridge.json", (LONG_AGO, LONG_AGO))
    watch.look()
    assert (home / "done/bridge.json").read_bytes() == raw


def test_where_nobody_can_tell_who_writes_a_document_must_stay_the_same(
    wire: Wire, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "_is_written", lambda handle: None)
    drop(home / "bridge.json", document(), at=4_000_000_000)  # the sender's clock is ahead, so only looks can tell
    watch = Folder(wire)
    watch.look()
    watch.look()
    assert sources() == []
    drop(home / "bridge.json", document())
    watch.look()
    assert sources() == ["bridge.json"]


def test_a_document_that_changed_this_moment_waits_for_the_next_look(wire: Wire, home: Path) -> None:
    (home / "bridge.json").write_bytes(document())
    Folder(wire).look()
    assert sources() == []


@pytest.mark.parametrize("name", [".bridge.json", "bridge.json.part", "bridge.TMP", "bridge.json~", "photo.JPG"])
def test_half_sent_names_and_lone_pictures_are_no_documents(wire: Wire, home: Path, name: str) -> None:
    drop(home / name, document())
    Folder(wire).look()
    assert (home / name).exists()
    assert (sources(), folder.waiting(wire)) == ([], 0)


def test_links_pipes_and_folders_are_no_documents(wire: Wire, home: Path, tmp_path: Path) -> None:
    drop(tmp_path / "outside.json", document())
    (home / "link.json").symlink_to(tmp_path / "outside.json")
    os.mkfifo(home / "pipe.json")
    (home / "sub.json").mkdir()
    Folder(wire).look()
    assert sources() == []


def test_documents_are_taken_in_the_order_in_which_they_were_written(wire: Wire, home: Path) -> None:
    for number, name in enumerate(("c.json", "a.json", "b.json")):
        drop(home / name, document(name), at=LONG_AGO + number)
    Folder(wire).look()
    assert sources() == ["c.json", "a.json", "b.json"]


def test_two_documents_of_one_name_are_both_kept(wire: Wire, home: Path) -> None:
    for headline in ("First", "Second"):
        drop(home / "story.json", document(headline=headline))
        Folder(wire).look()
    assert sorted(path.name for path in (home / "done").iterdir()) == ["story.2.json", "story.json"]
    assert Delivery.objects.count() == 2


def with_picture(reference: str) -> bytes:
    return document(
        associations={"main": {"uri": "p-1", "type": "picture", "renditions": {"main": {"href": reference}}}}
    )


def test_a_picture_beside_the_document_comes_with_it(wire: Wire, home: Path) -> None:
    drop(home / "img/bridge.jpg", b"a picture")
    drop(home / "bridge.json", with_picture("img/bridge.jpg"))
    Folder(wire).look()
    assert list(Delivery.objects.get().beside) == ["img/bridge.jpg"]
    assert (home / "done/img/bridge.jpg").read_bytes() == b"a picture"
    drop(home / "again.json", with_picture("img/bridge.jpg") + b" ")
    Folder(wire).look()
    assert list(Delivery.objects.latest("pk").beside) == ["img/bridge.jpg"]


@pytest.mark.parametrize(
    "reference", ["../secret.jpg", "img/../../secret.jpg", "/etc/hostname", "file:///etc/hostname"]
)
def test_no_document_fetches_a_file_from_outside_its_folder(wire: Wire, home: Path, reference: str) -> None:
    drop(home.parent / "secret.jpg", b"secret")
    drop(home / "img/x.jpg", b"x")
    drop(home / "bridge.json", with_picture(reference))
    Folder(wire).look()
    assert Delivery.objects.get().beside == {}
    assert (home.parent / "secret.jpg").exists()


def test_a_link_to_the_outside_is_no_picture(wire: Wire, home: Path) -> None:
    drop(home.parent / "secret.jpg", b"secret")
    (home / "bridge.jpg").symlink_to(home.parent / "secret.jpg")
    drop(home / "bridge.json", with_picture("bridge.jpg"))
    Folder(wire).look()
    assert Delivery.objects.get().beside == {}


def test_a_document_waits_a_little_for_a_picture_that_comes_after_it(
    wire: Wire, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "STILL_S", -1)
    (home / "bridge.json").write_bytes(with_picture("bridge.jpg"))
    Folder(wire).look()
    assert sources() == []
    (home / "bridge.jpg").write_bytes(b"a picture")
    Folder(wire).look()
    assert list(Delivery.objects.get().beside) == ["bridge.jpg"]


def test_a_document_too_large_or_empty_for_good_is_refused_in_words(
    wire: Wire, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "LARGEST_BYTES", 100)
    drop(home / "vast.json", bytes(101))
    drop(home / "nothing.json", b"")
    Folder(wire).look()
    assert "larger" in (home / "refused/vast.json.reason.txt").read_text()
    assert "empty" in (home / "refused/nothing.json.reason.txt").read_text()


def test_a_newer_file_put_in_its_place_at_that_moment_is_not_lost(
    wire: Wire, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(home / "bridge.json", document())
    receive = folder.filing.receive

    def receive_while_the_sender_replaces(*args: object, **kwargs: object) -> object:
        drop(home / ".new", document(headline="Bridge shut again"))
        (home / ".new").replace(home / "bridge.json")
        return receive(*args, **kwargs)

    with monkeypatch.context() as moment:
        moment.setattr(folder.filing, "receive", receive_while_the_sender_replaces)
        Folder(wire).look()
    Folder(wire).look()
    assert Delivery.objects.count() == 2


def test_a_folder_that_is_not_there_is_no_reason_to_stop(wire: Wire, home: Path) -> None:
    home.rmdir()
    assert Folder(wire).look() > 0
    assert folder.waiting(wire) == 0
