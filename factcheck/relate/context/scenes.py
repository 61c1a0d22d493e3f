"""Times and ages that only set the scene: patients waiting more than 18 months, the jobless rate in the three months to May.

What stands on either side of such a time belongs together as if it said a date.
"""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.model import Quantity
from factcheck.records import replace
from factcheck.relate.context.vocabulary import Vocabulary

AROUND = 28
"""How many characters before and behind a time say that it sets the scene."""
FEWEST = 2
"""How many other figures there must be that it can stand between."""


def without_scenes(text: str, figures: Sequence[Quantity], words: Vocabulary) -> Sequence[Quantity] | None:
    """The figures of a block, those of them as dates that set the scene; None if there is none."""
    scenes = {figure.start for figure in figures if figure.kind == "age" or (figure.kind == "duration" and not figure.is_attribute and _is_scene(text, figure, words))}
    if not scenes or len(figures) - len(scenes) < FEWEST:
        return None
    return [replace(figure, kind="period") if figure.start in scenes else figure for figure in figures]


def _is_scene(text: str, figure: Quantity, words: Vocabulary) -> bool:
    before = text[max(0, figure.start - AROUND) : figure.start]
    return words.scene_before.search(before) is not None or words.scene_after.match(text, figure.end) is not None
