"""Marking changes word by word."""

from curation.review.word_diff import Change, Run, word_diff


def test_a_changed_word_is_removed_and_added():
    assert word_diff("It ships today.", "It ships tomorrow.") == [
        Run(change=Change.SAME, text="It ships "),
        Run(change=Change.REMOVED, text="today"),
        Run(change=Change.ADDED, text="tomorrow"),
        Run(change=Change.SAME, text="."),
    ]


def test_equal_texts_are_one_run():
    assert word_diff("a b", "a b") == [Run(change=Change.SAME, text="a b")]


def test_two_empty_texts_have_no_runs():
    assert word_diff("", "") == []
