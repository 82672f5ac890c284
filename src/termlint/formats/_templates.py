"""Masks the tags of template languages before a parser sees them: Liquid, Jinja, Nunjucks, Handlebars, Hugo."""

from __future__ import annotations

from termlint.document import Comment
from termlint.formats._masks import Masked, fill, without_surrogates
from termlint.later import compiled, pattern
from termlint.long_text import Text, search
from termlint.span import Span

_OPEN = compiled(r"\{(?:\{|%|#(?![\w.:-]+\}))")
_CLOSE = {"{{": "}}", "{%": "%}", "{#": "#}"}
_BLANK_LINE = pattern(r"\n[ \t\r]*\n|\r[ \t]*\r")
# Tags whose body is not prose either; of `comment` it is a comment.
_BODY = pattern(r"\{[{%][<%-]?\s*(comment|highlight|mermaid|javascript|stylesheet|style|schema)\b")
_BODY_END = {
    name: pattern(rf"\{{[{{%][<%-]?\s*(?:end|/\s*){name}\b")
    for name in ("comment", "highlight", "mermaid", "javascript", "stylesheet", "style", "schema")
}


def mask_templates(source: Text) -> Masked:
    """`source` with every template tag masked, and the comments among them.

    A tag must close before the next blank line, a comment anywhere. What does not close is left as it is. Takes time
    linear in the length of `source`.
    """
    text = without_surrogates(source)
    if "{" not in source:
        return Masked(source, text)
    finder = _Finder(source)
    spans: list[Span] = []
    comments: list[Comment] = []
    at = 0
    while found := search(source, _OPEN, at):
        base, opened = found
        start = base + opened.start()
        if (end := finder.close(opened[0], start)) is None:
            at = base + opened.end()
            continue
        if opened[0] == "{#":
            comments.append(Comment(Span(start, end), source[start + 2 : end - 2]))
        elif (body := _BODY.match(source[start:end])) and (closing := finder.body_end(body[1], end)):
            last, after = closing
            stop = finder.close(source[last : last + 2], last) or after
            if body[1] == "comment":
                comments.append(Comment(Span(start, stop), source[end:last]))
            end = stop
        spans.append(Span(start, end))
        at = end
    return Masked(source, fill(text, spans), tuple(spans), tuple(comments))


class _Finder:
    """Finds the ends of tags. Remembers what it found, so that many unclosed tags cost no more than one."""

    __slots__ = ("_absent", "_blank", "_closes", "_source")

    def __init__(self, source: Text) -> None:
        self._source = source
        self._closes: dict[str, int] = {}
        self._blank = -1
        self._absent: set[str] = set()

    def close(self, opener: str, start: int) -> int | None:
        """The end of the tag that `opener` opens at `start`, None where it does not close."""
        closer = _CLOSE[opener]
        found = self._closes.get(closer, -1)
        if found < start + 2:
            found = self._source.find(closer, start + 2)
            self._closes[closer] = found = found if found >= 0 else len(self._source)
        if found == len(self._source) or (opener != "{#" and self._blank_line(start) < found):
            return None
        return found + 2

    def body_end(self, name: str, start: int) -> tuple[int, int] | None:
        """Where the name of the tag begins and ends that closes the body of tag `name`, looked for from `start` on."""
        if name in self._absent:
            return None
        found = search(self._source, _BODY_END[name], start)
        if found is None:
            self._absent.add(name)
            return None
        base, tag = found
        return base + tag.start(), base + tag.end()

    def _blank_line(self, start: int) -> int:
        if self._blank < start:
            found = search(self._source, _BLANK_LINE, start)
            self._blank = found[0] + found[1].start() if found else len(self._source)
        return self._blank
