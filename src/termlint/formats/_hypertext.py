"""Reads HTML in one pass, as forgiving as browsers are: whole documents, and what stands of it in Markdown."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from termlint.document import OBJECT, RunKind
from termlint.formats import _tags as tags
from termlint.formats._pieces import Pieces
from termlint.formats._runs import Builder
from termlint.formats.base import FormatOptions
from termlint.later import pattern
from termlint.long_text import Text
from termlint.span import Span

_Values = dict[str, tuple[int, int]]


class HypertextReader:
    """Writes the prose of HTML into a builder.

    `read` takes whole stretches of HTML, `inline` one tag or comment within the text of another format. What is open
    (elements, hidden content) is kept between calls.
    """

    def __init__(self, builder: Builder, options: FormatOptions) -> None:
        self._builder = builder
        self._options = options
        self._text = ""
        self._base = 0
        self._open: list[str] = []
        self._count: dict[str, int] = {}
        self._rows: list[int] = []
        self.hidden = ""
        """The element that is open and is no prose, nor what is in it."""
        self._depth = 0
        self._gaps: Sequence[Span] = ()
        self._last_ends: dict[str, int] = {}
        self._within = False
        self._strict = True

    def read(self, text: str, base: int = 0, gaps: Sequence[Span] = ()) -> None:
        """Read `text`, which stands in the source from `base` on; in its `gaps` (blanks in `text`, ordered) the source
        has the marks of another format."""
        self._text, self._base, self._gaps, self._within, self._strict = text, base, gaps, False, True
        at, end = 0, len(text)
        while at < end:
            mark = text.find("<", at)
            if mark < 0:
                break
            self._words(at, mark)
            at = self._markup(mark)
        self._words(at, end)

    def passes(self, text: str, base: int) -> bool:
        """Whether `text`, which stands in the source from `base` on, is but a comment, which is read, or a tag that
        neither holds prose nor hides any. Most blocks of HTML in other formats are."""
        if self.hidden:
            return False
        if tag := tags.LONE.fullmatch(text):
            return tag[1].lower() not in tags.HIDDEN
        start, end = text.find("<!--"), text.rfind("-->")
        alone = 0 <= start < end == text.find("-->", start + 2) and not (text[:start] + text[end + 3 :]).strip()
        if alone:
            self._text, self._base = text, base
            self._comment(start)
        return alone

    def inline(self, text: str, base: int) -> None:
        """Read the one tag or comment `text` that stands in the source from `base` on, within a run."""
        self._text, self._base, self._gaps, self._within, self._strict = text, base, (), True, True
        self._markup(0)

    def end(self) -> None:
        """End the run that is open."""
        name = self._open[-1] if self._open else ""
        kind = tags.KINDS.get(name, RunKind.PARAGRAPH)
        level = int(name[1]) if kind is RunKind.HEADING else 0
        self._builder.end(kind, level=level, block=self._rows[-1] if self._rows else None)

    def leave(self, text: Text, at: int) -> None:
        """Forget what is open at `at`, the end of a block of another format in `text`. Hidden content goes on only if
        its end tag is still to come."""
        self._open.clear()
        self._count.clear()
        self._rows.clear()
        if self.hidden and self._last_end(text, self.hidden) < at:
            self.hidden = ""

    def end_inline(self) -> None:
        """End hidden content that began within a run, at the end of that run."""
        if self.hidden and self._within:
            self.hidden = ""

    def _last_end(self, text: Text, name: str) -> int:
        """Where the last end tag of `name` starts in `text`, always the same whole text; -1 if there is none."""
        if name not in self._last_ends:
            tag, last = re.compile(f"</{re.escape(name)}(?![^\\s/>])", re.IGNORECASE), -1
            for start in range(0, len(text), _WINDOW):  # each with room for a tag that begins at its end
                window = text[start : start + _WINDOW + len(name) + 3]
                last = max([last, *[start + found.start() for found in tag.finditer(window)]])
            self._last_ends[name] = last
        return self._last_ends[name]

    def _words(self, start: int, end: int) -> None:
        if start >= end or self.hidden:
            return
        for gap in self._gaps[bisect_left(self._gaps, start, key=lambda gap: gap.end) :] if self._gaps else ():
            if gap.start >= end:
                break
            self._stretch(start, gap.start)
            self._put(" ", max(gap.start, start), min(gap.end, end))
            start = min(gap.end, end)
        self._stretch(start, end)

    def _stretch(self, start: int, end: int) -> None:
        if start < end and (self._builder.out or not self._text[start:end].isspace()):
            tags.decode(self._builder.out, self._text, start, end, self._base)

    def _markup(self, start: int) -> int:
        """Read the markup at `start`, where there is a `<`; returns where it ends."""
        text = self._text
        match text[start + 1 : start + 2]:
            case "!" if text.startswith("<!--", start):
                return self._comment(start)
            case "!" | "?":
                return self._after(">", start)
            case "/":
                named = text[start + 2 : start + 3]
            case named:
                pass
        if not ("a" <= named <= "z" or "A" <= named <= "Z"):
            self._words(start, start + 1)
            return start + 1
        if self._strict and (tag := tags.TAG.match(text, start)):
            return self._tag(tag)
        # No later tag can have all its quotes closed either: from here on any `>` ends a tag.
        self._strict = False
        return self._after(">", start)

    def _after(self, mark: str, start: int) -> int:
        found = self._text.find(mark, start)
        return len(self._text) if found < 0 else found + len(mark)

    def _comment(self, start: int) -> int:
        close = self._text.find("-->", start + 2)
        if close < 0:
            return len(self._text)
        inner = start + 4
        base = self._base
        self._builder.comment(base + start, base + close + 3, base + inner, base + max(inner, close))
        return close + 3

    def _tag(self, tag: re.Match[str]) -> int:
        name = tag[2].lower()
        if self.hidden and self._still_hidden(name, closing=bool(tag[1]), empty=tag[3].endswith("/")):
            return tag.end()
        if name in tags.BLOCKS:
            self._break(tag)
        elif name == "br":
            self._mark(" ", tag)
        if tag[1]:
            self._close(name)
            return tag.end()
        values = tags.attributes(self._text, *tag.span(3))
        if values:
            self._attributes(name, values)
        if name in tags.OBJECTS:
            self._mark(OBJECT, tag)
        if name in tags.VOID:
            return tag.end()
        if name in tags.RAW and not self._within:
            return self._raw(name, tag.end())
        if name in tags.HIDDEN or (values and tags.not_translated(self._text, values)):
            self._hide(tag, name)
        elif not self._within:
            self._enter(name)
        return tag.end()

    def _put(self, text: str, start: int, end: int) -> None:
        self._builder.out.put(text, self._base + start, self._base + end)

    def _mark(self, text: str, tag: re.Match[str]) -> None:
        """Write what stands for `tag`, in place of its name only: its attributes may be runs of their own."""
        self._put(text, tag.start(), tag.end(2))

    def _break(self, tag: re.Match[str]) -> None:
        if self._within:
            self._mark(" ", tag)
        else:
            self.end()

    def _hide(self, tag: re.Match[str], name: str) -> None:
        if tag[3].endswith("/"):
            return
        if name not in tags.BLOCKS:
            self._mark(OBJECT, tag)
        self.hidden, self._depth = name, 1

    def _still_hidden(self, name: str, *, closing: bool, empty: bool) -> bool:
        """Count the tags of the hidden element; whether this one belongs to its content or ends it."""
        if self.hidden == "p" and name in tags.BLOCKS and not closing:
            self.hidden = ""  # a paragraph needs no end tag
            return False
        if name == self.hidden:
            self._depth += -1 if closing else 0 if empty else 1
            if not self._depth:
                self.hidden = ""
        return True

    def _enter(self, name: str) -> None:
        if name in tags.ENDED_BY or name in tags.NOT_IN_HEADING:
            ended = tags.ENDED_BY.get(name, _HEADINGS)
            while self._open and self._open[-1] in ended:
                self._pop()
        if name in tags.KINDS or name in tags.SCOPES:
            self._open.append(name)
            self._count[name] = self._count.get(name, 0) + 1
            if name == "tr":
                self._rows.append(self._builder.block())

    def _close(self, name: str) -> None:
        if self._count.get(name) and not self._within:
            while self._pop() != name:
                pass

    def _pop(self) -> str:
        name = self._open.pop()
        self._count[name] -= 1
        if name == "tr":
            self._rows.pop()
        return name

    def _attributes(self, name: str, values: _Values) -> None:
        if name == "meta":
            self._meta(values)
            return
        for key, (start, end) in values.items():
            if key in tags.PROSE and not (key == "title" and name == "link"):
                pieces = Pieces()
                tags.decode(pieces, self._text, start, end, self._base)
                self._builder.attribute(key, pieces)

    def _meta(self, values: _Values) -> None:
        named = values.get("name") or values.get("property") or values.get("itemprop")
        if named is None or "content" not in values:
            return
        key = self._text[slice(*named)].strip().lower()
        if key in tags.DESCRIPTIONS:
            self._metadata(key, *values["content"])

    def _metadata(self, key: str, start: int, end: int) -> None:
        pieces = Pieces()
        tags.decode(pieces, self._text, start, end, self._base)
        self._builder.metadata(key, pieces, linted=key.rpartition(":")[2] in self._options.metadata_keys)

    def _raw(self, name: str, start: int) -> int:
        """Skip the content of an element without tags, and keep that of a title; returns where its end tag starts."""
        closing = _RAW_END[name].search(self._text, start)
        end = closing.start() if closing else len(self._text)
        if name == "title" and closing:
            self._metadata(name, start, end)
        return end


_WINDOW = 1 << 20
"""How much of a long text is searched at once."""
_HEADINGS = frozenset(name for name, kind in tags.KINDS.items() if kind is RunKind.HEADING)
_RAW_END = {name: pattern(f"</{name}(?![^\\s/>])", re.IGNORECASE) for name in tags.RAW}
