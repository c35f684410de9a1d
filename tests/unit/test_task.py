"""A task says what stands for personal values."""

import pytest

from curation.errors import InputRefused
from curation.task import REJECT_REASONS, Scope, Style, parse_task
from tests.makers import SHOP_TASK


def test_a_task_that_says_nothing_has_surrogates_for_each_example():
    task = parse_task(SHOP_TASK, task_id="shop")
    assert (task.privacy, task.surrogates_per) == (Style.SURROGATE, Scope.EXAMPLE)


def test_a_task_may_want_placeholders():
    task = parse_task('privacy = "placeholder"' + SHOP_TASK, task_id="shop")
    assert task.privacy is Style.PLACEHOLDER


def test_a_task_may_want_the_same_surrogates_everywhere():
    task = parse_task('surrogates_per = "workspace"' + SHOP_TASK, task_id="shop")
    assert task.surrogates_per is Scope.WORKSPACE


def test_an_unknown_way_to_replace_is_refused():
    with pytest.raises(InputRefused):
        parse_task('privacy = "paint"' + SHOP_TASK, task_id="shop")


def test_reasons_are_the_usual_ones_unless_the_task_names_its_own():
    task = parse_task('skip_reasons = ["Not my field"]' + SHOP_TASK, task_id="shop")
    assert (task.reject_reasons, task.skip_reasons) == (REJECT_REASONS, ("Not my field",))


def test_a_task_may_ask_for_no_reasons():
    assert parse_task("reject_reasons = []" + SHOP_TASK, task_id="shop").reject_reasons == ()


@pytest.mark.parametrize("wrong", ['"Spam"', "[7]", '[" "]', str([str(n) for n in range(10)])])
def test_reasons_that_cannot_be_asked_are_refused(wrong):
    with pytest.raises(InputRefused):
        parse_task(f"reject_reasons = {wrong}" + SHOP_TASK, task_id="shop")


def test_a_preference_must_be_the_answer_that_is_trained():
    compare = '[[questions]]\nid = "better"\nkind = "preference"\ntitle = "Which?"\n'
    with pytest.raises(InputRefused, match="must be the answer"):
        parse_task(SHOP_TASK + compare, task_id="shop")


def test_a_rating_has_five_options_or_none():
    rate = '[[questions]]\nid = "good"\nkind = "rating"\ntitle = "How good?"\noptions = ["bad"]\n'
    with pytest.raises(InputRefused, match="5 options or none"):
        parse_task(SHOP_TASK + rate, task_id="shop")


def test_more_reasons_than_number_keys_are_refused():
    kind = 'kind = "label"\ntitle = "What?"\nreasons = [{}]\n'.format(",".join(['"r"'] * 10))
    with pytest.raises(InputRefused, match="more than 9 reasons"):
        parse_task(SHOP_TASK + f'[[questions]]\nid = "x"\n{kind}', task_id="shop")


def spans(labels: int, *, name: str = "places") -> str:
    options = [str(number) for number in range(labels)]
    return f'[[questions]]\nid = "{name}"\nkind = "spans"\ntitle = "Mark"\noptions = {options}\n'


@pytest.mark.parametrize("wrong", [spans(0), spans(10), spans(1) + spans(2, name="more")])
def test_marking_needs_one_to_nine_labels_in_one_question(wrong):
    with pytest.raises(InputRefused):
        parse_task(SHOP_TASK + wrong, task_id="shop")


def test_a_task_may_ask_to_mark_the_text():
    assert parse_task(SHOP_TASK + spans(9), task_id="shop").question("places").options[8] == "8"


def test_a_task_may_ask_why_an_answer_was_changed():
    own = 'edit_reasons = ["A fact was wrong"]\nleast_edit = 0.3\n' + SHOP_TASK
    task = parse_task(own, task_id="shop")
    assert (task.edit_reasons, task.least_edit) == (("A fact was wrong",), 0.3)


@pytest.mark.parametrize("wrong", ["true", '"much"', "1.5", "-0.1"])
def test_the_least_edit_is_a_share(wrong):
    with pytest.raises(InputRefused):
        parse_task(f"least_edit = {wrong}\n" + SHOP_TASK, task_id="shop")
