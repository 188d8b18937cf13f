"""The life of a story in a whole house: eight formats through folders, in a bad order, and a power cut in between.

What is searched at the end is everything a stranger could get: every file of the public tree and its twins.
"""

import gzip
import random
from collections.abc import Iterator

import brotli
import pytest

from tests.desk.dialects import SAYS
from tests.web.house_of_its_own import House

pytestmark = pytest.mark.slow

READERS = {".gz": gzip.decompress, ".br": brotli.decompress}


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[House]:
    house = House(tmp_path_factory.mktemp("house") / "data", "--no-demo")
    house.settle()
    [station] = [path.name for path in (house.data / "public" / "stations").iterdir()]
    for name in SAYS:
        (house.data / "in" / name).mkdir(parents=True)
        add = ("wire", "add", name, "--station", station, "--folder", str(house.data / "in" / name))
        done = house.run(*add, "--policy", "run-unless-blocked")
        assert done.returncode == 0, done.stderr
    yield house
    house.stop()


def drop(house: House, name: str, story: str, kind: str, number: int) -> None:
    """Lay one message about a story of its own into its wire's folder, by an atomic rename."""
    write, _ = SAYS[name]
    said = write(kind, number).replace(b"Pier stays", b"Pier " + story.encode() + b" stays")
    said = said.replace(b"the harbor master said", f"the master of {story} said".encode())
    said = said.replace(b"urn:fenwick:pier", b"urn:fenwick:" + story.encode()).replace(b"77aa", story.encode())
    said = said.replace(b"<NewsItemId>pier", b"<NewsItemId>" + story.encode()).replace(b":pier:", f":{story}:".encode())
    said = said.replace(b"example/content/", b"example/content/" + story.encode() + b"/")
    ending = ".json" if said.startswith(b"{") else ".xml"
    part = house.data / "in" / name / f"{story}-{kind}-{number}.part"
    part.write_bytes(said)
    part.rename(part.with_suffix(ending))


def public_files(house: House) -> dict[str, str]:
    """Return every public file by name, unpacked."""
    root = house.data / "public" / "stations"
    found = {}
    for path in root.rglob("*"):
        if path.is_file() and path.suffix not in (".jpg", ".webp", ".avif", ".png"):
            data = READERS.get(path.suffix, bytes)(path.read_bytes())
            found[str(path.relative_to(root))] = data.decode()
    return found


def showing(files: dict[str, str], words: str) -> list[str]:
    return sorted(name for name, text in files.items() if words in text)


def test_what_is_public_in_the_end_is_what_every_set_of_messages_says(house):
    dice = random.Random(7)
    messages = []
    for name, (_, kinds) in SAYS.items():
        messages += [(name, f"{name}-run", "copy", number) for number in (1, 3, 2)]
        if "correction" in kinds:
            messages += [(name, f"{name}-fixed", "copy", 1), (name, f"{name}-fixed", "correction", 2)]
        if "withhold" in kinds:
            messages += [(name, f"{name}-waits", "copy", 1), (name, f"{name}-waits", "withhold", 2)]
        if "kill" in kinds:
            messages += [
                (name, f"{name}-dead", kind, number) for kind, number in (("copy", 1), ("kill", 2), ("copy", 3))
            ]
    dice.shuffle(messages)
    for message in messages[: len(messages) // 2]:
        drop(house, *message)
    house.kill()
    house.start()
    for message in messages[len(messages) // 2 :]:
        drop(house, *message)
    for message in dice.sample(messages, 8):
        drop(house, *message)
    house.settle()
    files = {name: text for name, text in public_files(house).items() if "/changes/" not in name}
    assert house.status()["refused"] == 0
    for name, (_, kinds) in SAYS.items():
        assert showing(files, f"Pier {name}-run stays open, take 3"), name
        assert not showing(files, f"Pier {name}-run stays open, take 2"), name
        if "correction" in kinds:
            [page] = [
                text for path, text in files.items() if f"pier-{name}-fixed" in path and path.endswith("index.html")
            ]
            assert f"Pier {name}-fixed stays open, take 2" in page and "Correction" in page, name
        assert not showing(files, f"Pier {name}-waits"), name
        assert not showing(files, f"Pier {name}-dead"), name
