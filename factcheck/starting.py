"""The first files of a newsroom: settings with comments, and one working rule."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

_SETTINGS = """\
# Settings of factcheck. Every line may be left out.

# rules    = ["factcheck-rules"]      # folders with rules of your own
# select   = ["share-contradicts-total"]   # only these rules
# ignore   = ["doubled-word"]         # all but these rules
# fail-on  = "warning"                # error, warning, info or never
# messages = "zh"                     # language of the report; that of the article if left out
rules = ["factcheck-rules"]
"""

_RULE = '''\
title    = "A total of seats does not fit its parts"
title_zh = "席位总数与各方之和不符"
severity = "error"
relation = "sum"                      # see `factcheck explain parts-miss-total`
holds    = "sum(parts) = total"

[message]
en = "{parts} add up to {total.computed}, not {total}"
zh = "{parts}相加是{total.computed}，不是{total}"

[explain]
en = "Say what is compared, why it matters and when it is legitimate."
zh = "写明比较什么、为什么重要、什么情况下允许。"

[[examples]]
lang = "en"
text = "The parties won 12 seats, 15 seats and 8 seats, a total of 37 seats."
finds = ["12", "15", "8", "37"]

[[examples]]
lang = "en"
text = "The parties won 12 seats, 15 seats and 8 seats, a total of 35 seats."
finds = []
'''


def start(folder: Path) -> Iterator[str]:
    """Write the files that are not there yet; a line for each. Raises OSError."""
    for name, text in (("factcheck.toml", _SETTINGS), ("factcheck-rules/seats-miss-total.toml", _RULE)):
        path = folder / name
        if path.exists():
            yield f"{path}: is there already, left as it is"
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        yield f"{path}: written"
