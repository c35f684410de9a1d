"""The colours of labels: nine that stand out from light and dark grounds alike."""

from collections.abc import Sequence
from enum import StrEnum


class LabelColor(StrEnum):
    """A colour to tell a label by; `shade` is how it is drawn."""

    YELLOW = "yellow"
    BLUE = "blue"
    GREEN = "green"
    VIOLET = "violet"
    ORANGE = "orange"
    ROSE = "rose"
    CYAN = "cyan"
    GREY = "grey"
    LIME = "lime"

    @property
    def shade(self) -> str:
        """As #rrggbb, with a contrast of at least 3 to every ground of the app (WCAG 1.4.11)."""
        return _SHADES[self]

    @property
    def place(self) -> int:
        """Its place in the palette, from 1."""
        return list(LabelColor).index(self) + 1


_SHADES = {
    LabelColor.YELLOW: "#a8810f",
    LabelColor.BLUE: "#3f7fd0",
    LabelColor.GREEN: "#2f9150",
    LabelColor.VIOLET: "#8766cc",
    LabelColor.ORANGE: "#cc6a1f",
    LabelColor.ROSE: "#d44c6e",
    LabelColor.CYAN: "#1489a3",
    LabelColor.GREY: "#76838f",
    LabelColor.LIME: "#6f8a1a",
}


def color_at(place: int, chosen: Sequence[LabelColor]) -> LabelColor:
    """The colour of the label at a place from 0: as chosen, else the next of the palette."""
    palette = tuple(LabelColor)
    return chosen[place] if place < len(chosen) else palette[place % len(palette)]
