"""What a report needs of a file's result, as JSON and back.

Objects are lists of their fields, and the text is only ever read by the version that wrote it.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import MsgspecError
from msgspec.json import Encoder, decode

from termlint.diagnostic import Diagnostic, FileResult
from termlint.long_text import Text

LARGEST = 100_000
"""The bytes that are kept of a result at most."""
_MANY = LARGEST // 100
"""So many diagnostics take more."""
_ENCODER = Encoder(enc_hook=tuple)
_RESULT = tuple[int, int, tuple[Diagnostic, ...]]
"""No decoder of it: to make that takes as long as many a module, and a first run reads nothing."""


def dumps(result: FileResult) -> bytes:
    """The diagnostics and counts of a result as one line of JSON: neither its name nor its text.

    Empty where they are too many to be kept, or hold half a character, which no bytes stand for.
    """
    if result.diagnostics[_MANY:]:
        return b""
    try:
        return _ENCODER.encode((result.mentions, result.suppressed, result.diagnostics))
    except UnicodeEncodeError:
        return b""


def loads(packed: bytes, filename: str, source: Callable[[], Text]) -> FileResult:
    """The result that `dumps` made the bytes of, without its resolutions; raises ValueError for anything else.

    `source` gives the text of the file, and is asked only where the result has diagnostics.
    """
    try:
        mentions, suppressed, diagnostics = decode(packed, type=_RESULT)
    except (MsgspecError, RecursionError) as error:
        raise ValueError("not a result") from error
    text = source() if diagnostics else ""
    return FileResult(filename, text, diagnostics, suppressed=suppressed, counted=mentions)
