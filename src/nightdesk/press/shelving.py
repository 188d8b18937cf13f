"""Where the files of a sheet stand, and how they get there and away.

``harbor:/news/`` is ``stations/harbor/news/index.html`` (or ``gone.html``, which is served with 410),
``harbor:/feed.rss`` is a file of that name, a picture is a folder of files. Pages and feeds have twins.
"""

from hashlib import blake2b

from nightdesk.kit import crash
from nightdesk.press import twins
from nightdesk.press.sheets import GONE_NAME, INDEX_NAME, Baked, Bundle, Drawn, Gone, Page
from nightdesk.press.stores.disk import Disk, Staged


def base(address: str) -> str:
    """Return the place of an address in the tree."""
    slug, _, path = address.partition(":")
    return f"stations/{slug}{path}"


def name_of(address: str, baked: Page | Gone) -> str:
    """Return the name of the file that a page is."""
    place = base(address)
    if not place.endswith("/"):
        return place
    return place + (GONE_NAME if isinstance(baked, Gone) else INDEX_NAME)


def digest_of(baked: Baked) -> str:
    """Return what tells two bakings of a sheet apart; "" for none."""
    whole = blake2b(digest_size=24)
    if isinstance(baked, Page | Gone):
        whole.update(type(baked).__name__.encode())
        whole.update(baked.body)
    elif isinstance(baked, Bundle):
        for name, source in baked.files:
            whole.update(f"{name} {source}\n".encode())
    elif isinstance(baked, Drawn):
        whole.update(baked.told.encode())
    else:
        return ""
    return whole.hexdigest()


def digest_of_file(name: str, data: bytes) -> str:
    """Return the digest of the page that a file is."""
    return digest_of(Gone(data) if name.endswith(f"/{GONE_NAME}") else Page(data))


def stage(store: Disk, address: str, baked: Baked) -> list[Staged]:
    """Write the files of a sheet beside the tree: all of them, or none and OSError."""
    staged: list[Staged] = []
    try:
        if isinstance(baked, Bundle):
            for name, source in baked.files:
                staged.append(store.stage_link(base(address) + name, source))
        elif baked is not None:
            name = name_of(address, baked)
            packed = twins.quick(baked.body) if _has_twins_at_once(name, baked) else ()
            staged += [store.stage(name + suffix, data) for suffix, data in packed]
            staged.append(store.stage(name, baked.body))
    except OSError:
        for one in staged:
            store.drop(one)
        raise
    return staged


def place(store: Disk, address: str, baked: Baked, staged: list[Staged]) -> set[str]:
    """Put the staged files in place and take away what must not stand beside them; return the names touched.

    A page that is gone leaves before its notice comes. A twin is renamed before its file: whoever looks
    at the file's age or unpacks the twin (as our own server does) never takes an old twin for a new file. The
    old twins of a file that gets none (a front) leave before it comes, so that none stands beside the new one.
    """
    keep = {one.name for one in staged}
    leaves_first = isinstance(baked, Gone) or len(staged) < 2
    touched = keep | remove(store, address, keep) if leaves_first else keep
    for one in staged:
        crash.at("while_renaming")
        store.place(one)
    return touched if leaves_first else touched | remove(store, address, keep)


def _has_twins_at_once(name: str, baked: Page | Gone) -> bool:
    is_moving = isinstance(baked, Page) and baked.is_moving
    return bool(baked.body) and not is_moving and twins.are_made_for(name)


def remove(store: Disk, address: str, keep: set[str] | frozenset[str] = frozenset()) -> set[str]:
    """Unlink every file of an address but those to keep; return the names of those that were there."""
    removed = {name for name in names(store, address) if name not in keep and store.unlink(name)}
    if removed and not keep:
        store.prune(base(address) + "x")
    return removed


def names(store: Disk, address: str) -> list[str]:
    """Return the names that files of an address have, or could have; the plain file first."""
    place = base(address)
    if not place.endswith("/"):
        return [place, *(place + suffix for suffix in twins.SUFFIXES)]
    if "/pictures/" in place:
        return [place + name for name in store.names(place)]
    pages = (place + INDEX_NAME, place + GONE_NAME)
    return [page + suffix for page in pages for suffix in ("", *twins.SUFFIXES)]
