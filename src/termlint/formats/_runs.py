"""Builds documents: collects slices of a source and what stands for the rest, and makes runs with exact offsets.

A reader writes into the run that is open (`text` for source characters as they are, `put` for what replaces them) and
ends it when its block ends. White space is collapsed and addresses are taken out here, for all formats alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

from termlint.document import ROOT, Comment, Document, ProseRun, RunKind, Section, Spots
from termlint.formats._masks import Masked
from termlint.formats._pieces import Pieces, has_word
from termlint.span import Span


class _Draft:
    """A run that is made when somebody asks for it; most are never looked at."""

    __slots__ = ("block", "kind", "pieces", "section")

    def __init__(self, kind: RunKind, pieces: Pieces, block: int, section: int) -> None:
        self.kind = kind
        self.pieces = pieces
        self.block = block
        self.section = section

    def run(self) -> ProseRun:
        text, segments = self.pieces.compose()
        return ProseRun(self.kind, text, segments, self.block, self.section)


class _Runs(Sequence[ProseRun]):
    """The runs of a document, each made when it is first asked for."""

    __slots__ = ("_items",)

    def __init__(self, items: list[ProseRun | _Draft]) -> None:
        self._items = items

    def __len__(self) -> int:
        return len(self._items)

    @overload
    def __getitem__(self, index: int) -> ProseRun: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[ProseRun, ...]: ...
    def __getitem__(self, index: int | slice) -> ProseRun | tuple[ProseRun, ...]:
        if isinstance(index, slice):
            return tuple(self[number] for number in range(*index.indices(len(self))))
        item = self._items[index]
        if item.__class__ is not ProseRun:
            assert isinstance(item, _Draft)
            item = self._items[index] = item.run()
        return item

    def __eq__(self, other: object) -> bool:
        return tuple(self) == other if isinstance(other, tuple) else isinstance(other, _Runs) and [*self] == [*other]

    def __hash__(self) -> int:
        return hash(tuple(self))


class Builder:
    """A document in the making, and the run in it that is open."""

    __slots__ = ("_blocks", "_comments", "_extras", "_masked", "_path", "_runs", "_sections", "out")

    def __init__(self, masked: Masked) -> None:
        self._masked = masked
        self._runs: list[ProseRun | _Draft] = []
        self._sections: list[tuple[int, int | None, ProseRun | None]] = [(0, None, None)]
        self._path = [0]
        self._comments: list[Comment] = list(masked.comments)
        self._extras: list[tuple[str, Pieces]] = []
        self._blocks = 0
        self.out = Pieces(masked)

    def pieces(self) -> Pieces:
        """The parts of another run, to be handed to `attribute` or `metadata`."""
        return Pieces(self._masked)

    def block(self) -> int:
        """The number of a new block."""
        self._blocks += 1
        return self._blocks - 1

    def attribute(self, key: str, pieces: Pieces) -> None:
        """Add the value of an attribute that stands in the block of the open run."""
        self._extras.append((key, pieces))

    def metadata(self, key: str, pieces: Pieces, *, linted: bool) -> None:
        """Add a field of the document's own data."""
        self._add(RunKind.METADATA, pieces, self.block(), 0, key=key, linted=linted)

    def comment(self, start: int, end: int, inner: int, stop: int) -> None:
        """Add the comment from `start` to `end`, whose text stands from `inner` to `stop`."""
        self._comments.append(Comment(Span(start, end), self._masked.source[inner:stop]))

    def end(self, kind: RunKind, *, level: int = 0, block: int | None = None) -> None:
        """End the open run, if anything was written into it, as a `kind` of `block`; a heading opens a section."""
        if not self.out.parts and not self._extras:
            return
        number = self.block() if block is None else block
        pieces, self.out = self.out, Pieces(self._masked)
        if kind is RunKind.HEADING:
            self._heading(level, pieces, number)
        elif pieces and not self._extras and pieces.has_words():
            self._runs.append(_Draft(kind, pieces, number, self._path[-1]))
        elif pieces:
            self._add(kind, pieces, number, self._path[-1])
        for key, extra in self._extras:
            self._add(RunKind.ATTRIBUTE, extra, number, self._path[-1], key=key)
        self._extras.clear()

    def drop(self) -> None:
        """Forget the open run."""
        self.out = Pieces(self._masked)
        self._extras.clear()

    def document(self) -> Document:
        """The finished document."""
        runs = self._runs
        runs.sort(key=_start)
        index = {id(run): at for at, run in enumerate(runs) if run.kind is RunKind.HEADING}
        sections = (Section(level, parent, index[id(heading)]) for level, parent, heading in self._sections if heading)
        comments = tuple(sorted(self._comments, key=lambda comment: comment.span))
        hidden = tuple(number for number, run in enumerate(runs) if not isinstance(run, _Draft) or run.pieces.hide())
        spots = Spots(tuple(map(_start, runs)), hidden)
        return Document(self._masked.source, _Runs(runs), (ROOT, *sections), comments, spots)

    def _heading(self, level: int, pieces: Pieces, block: int) -> None:
        text, segments = pieces.compose()
        if not text:
            return
        while self._sections[self._path[-1]][0] >= level:
            self._path.pop()
        section = len(self._sections)
        run = ProseRun(RunKind.HEADING, text, segments, block, section)
        self._runs.append(run)
        self._sections.append((level, self._path[-1], run))
        self._path.append(section)

    def _add(
        self, kind: RunKind, pieces: Pieces, block: int, section: int, *, key: str = "", linted: bool = True
    ) -> None:
        text, segments = pieces.compose()
        if has_word(text):
            self._runs.append(ProseRun(kind, text, segments, block, section, key, linted))


def _start(run: ProseRun | _Draft) -> int:
    return run.pieces.start if isinstance(run, _Draft) else run.segments[0].span.start
