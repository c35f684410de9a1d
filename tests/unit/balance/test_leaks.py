"""What training and test have in common."""

import pytest

from curation.balance.apportion import Part
from curation.balance.leaks import Placed, find_leaks

APART = {
    "t1": Placed(part=Part.TEST, text="Where is my parcel?", group="ann"),
    "t2": Placed(part=Part.TEST, text="Cancel it.", group="bob"),
    "r1": Placed(part=Part.TRAIN, text="Where is my refund?", group="cem"),
    "r2": Placed(part=Part.TRAIN, text="I lost my card", group=""),
    "v1": Placed(part=Part.VALIDATION, text="Where is my parcel?", group="ann"),
}


def test_each_test_example_has_its_nearest_training_example():
    """Of where-is, is-my, my-parcel and my-refund two of four are shared."""
    nearest = {one.test: (one.train, one.likeness) for one in find_leaks(APART).neighbours}
    assert nearest == {"t1": ("r1", 0.5), "t2": ("", 0.0)}


def test_what_is_apart_is_clean_and_the_validation_part_does_not_count():
    report = find_leaks(APART)
    assert report.is_clean
    assert (report.tested, report.trained, report.alike) == (2, 2, 1)


@pytest.mark.parametrize(
    ("added", "found"),
    [
        (Placed(part=Part.TRAIN, text="Another thing", group="ann"), (1, 0, 0)),
        (Placed(part=Part.TRAIN, text="where is MY parcel"), (0, 1, 1)),
    ],
)
def test_a_shared_group_or_question_is_a_leak(added, found):
    report = find_leaks({**APART, "r3": added})
    assert (report.shared_groups, report.shared_prompts, len(report.near)) == found
    assert not report.is_clean


def test_a_shared_pattern_is_counted_and_is_no_leak():
    lines = {
        "a": Placed(part=Part.TEST, text="Order 12 is late"),
        "b": Placed(part=Part.TRAIN, text="Order 13 is late"),
    }
    report = find_leaks(lines)
    assert (report.shared_templates, report.is_clean) == (1, True)


def test_a_near_copy_is_a_leak():
    text = "my parcel with the blue shoes has not come and I have waited for two weeks now"
    lines = {
        "a": Placed(part=Part.TEST, text=text),
        "b": Placed(part=Part.TRAIN, text=text.replace("blue", "red")),
    }
    assert [one.train for one in find_leaks(lines).near] == ["b"]


@pytest.mark.parametrize("part", [Part.TEST, Part.TRAIN])
def test_with_one_side_only_nothing_is_shared(part):
    assert find_leaks({"a": Placed(part=part, text="Hello", group="ann")}).is_clean
