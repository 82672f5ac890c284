"""How large a regular expression is when its counted repetitions are written out, which is what compiling one does."""

from __future__ import annotations

import re

_PART = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{(?P<low>\d*)(?:,(?P<high>\d*))?\}|.", re.DOTALL)


def written_out(pattern: str) -> int:
    """The number of characters and sets in `pattern`, those in `(...){99}` counted 99 times; roughly."""
    groups, last = [0], 0
    for part in _PART.finditer(pattern):
        counts = [int(count[:9]) for count in (part["low"], part["high"]) if count]
        if counts:
            groups[-1] += last * (max(counts) - 1)
            last *= max(counts)
        elif part[0] == "(":
            groups.append(0)
        elif part[0] == ")" and len(groups) > 1:
            last = groups.pop()
            groups[-1] += last
        else:
            last = 1
            groups[-1] += 1
    return sum(groups)
