"""Colours of labels: told apart on every ground, chosen or the palette's own."""

import tomllib
from itertools import product

import pytest

from curation.errors import InputRefused
from curation.label_color import LabelColor, color_at
from curation.settings import ROOT
from curation.task import parse_task
from tests.makers import SHOP_TASK

THEME = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["theme"]
GROUNDS = [
    THEME[scheme][f"{place}ackgroundColor"]
    for scheme, place in product(("light", "dark"), ("b", "secondaryB"))
]


def luminance(color: str) -> float:
    """Relative luminance, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_luminance_is_that_of_the_standard():
    assert (luminance("#000000"), luminance("#ffffff")) == pytest.approx((0, 1))


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("color", LabelColor)
def test_a_color_stands_out_from_every_ground(color, ground):
    dark, light = sorted((luminance(color.shade), luminance(ground)))
    assert (light + 0.05) / (dark + 0.05) >= 3


def test_nine_labels_have_nine_colors_and_the_tenth_the_first_again():
    assert {color_at(place, ()) for place in range(9)} == set(LabelColor)
    assert color_at(9, ()) is color_at(0, ())


def shop(colors: str):
    given = f'options = ["parcel", "refund"]\ncolors = {colors}'
    return parse_task(SHOP_TASK.replace("options = []", given), task_id="shop")


def test_a_task_names_colors_for_its_first_labels():
    question = next(each for each in shop('["rose"]').questions if each.options)
    first, second, *_ = question.options
    assert question.color_of(first) is LabelColor.ROSE
    assert question.color_of(second) is color_at(1, ())


def test_a_label_that_is_found_in_the_data_is_grey():
    question = next(each for each in shop("[]").questions if each.options)
    assert question.color_of("found") is LabelColor.GREY


@pytest.mark.parametrize("wrong", ['["paint"]', str(["rose"] * 30)])
def test_colors_that_are_none_or_too_many_are_refused(wrong):
    with pytest.raises(InputRefused):
        shop(wrong)
