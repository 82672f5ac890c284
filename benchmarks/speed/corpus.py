"""The corpus of the speed benchmark: Markdown out of checkouts of repositories, the same files each time.

    python benchmarks/speed/corpus.py CHECKOUT... --out DIR [--bytes 20000000]

Every repository gets an equal share of the bytes; what a small one leaves is shared by the others. Within one, files
are taken in the order of the SHA-1 of their path, so that neither age nor folder prefers any.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha1
from pathlib import Path

BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Page:
    """A Markdown file of a checkout: its path there in POSIX form, its text as bytes, and the SHA-1 of its path."""

    path: str
    data: bytes
    key: str

    @property
    def name(self) -> str:
        """Its name in the corpus: flat, so that no tool leaves it out for the folder that it stood in."""
        return f"{self.key[:10]}-{self.path.rsplit('/', 1)[-1].lstrip('.')}"


def main() -> int:
    """Write the corpus as the command line asks."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("checkouts", type=Path, nargs="+", help="folders with checkouts of repositories")
    parser.add_argument("--out", type=Path, required=True, help="the folder to write to; it must not exist")
    parser.add_argument("--bytes", type=int, default=BYTES, help="the size of the corpus")
    given = parser.parse_args()
    if given.out.exists():
        parser.error(f"{given.out} is there already")
    for checkout, pages in select(given.checkouts, given.bytes).items():
        count = write(pages, given.out / checkout.name)
        sys.stdout.write(f"{checkout.name}: {len(pages)} files, {count:,} bytes\n")
    return 0


def select(checkouts: Sequence[Path], size: int) -> dict[Path, list[Page]]:
    """The pages of every checkout that together have about `size` bytes, and never more."""
    found = {checkout: sorted(_pages(checkout), key=lambda page: page.key) for checkout in checkouts}
    sizes = {checkout: sum(len(page.data) for page in pages) for checkout, pages in found.items()}
    chosen: dict[Path, list[Page]] = {}
    left = size
    for done, checkout in enumerate(sorted(checkouts, key=lambda one: (sizes[one], one.name))):
        chosen[checkout] = list(_fitting(found[checkout], left // (len(checkouts) - done)))
        left -= sum(len(page.data) for page in chosen[checkout])
    return chosen


def write(pages: Sequence[Page], folder: Path) -> int:
    """Write the pages into a new folder; how many bytes they have."""
    folder.mkdir(parents=True)
    for page in pages:
        (folder / page.name).write_bytes(page.data)
    return sum(len(page.data) for page in pages)


def texts(corpus: Path) -> list[Path]:
    """The files of a corpus, in the order of their paths."""
    return sorted(corpus.rglob("*.md"))


def _pages(checkout: Path) -> Iterator[Page]:
    for path in checkout.rglob("*.md"):
        if path.is_symlink() or not path.is_file():
            continue
        data = path.read_bytes()
        if data.strip() and _is_utf8(data):
            name = path.relative_to(checkout).as_posix()
            yield Page(name, data, sha1(name.encode()).hexdigest())


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _fitting(pages: Sequence[Page], quota: int) -> Iterator[Page]:
    """The pages in their order, without those that are larger than what is left of the quota."""
    left = quota
    for page in pages:
        if len(page.data) <= left:
            left -= len(page.data)
            yield page


if __name__ == "__main__":
    sys.exit(main())
