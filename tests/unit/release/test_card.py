"""The dataset card."""

from curation.release.card import dataset_card

MANIFEST = {
    "number": 3,
    "method": "sft",
    "seed": 7,
    "sha256": "ab" * 32,
    "created_by": "carla",
    "created_at": "2026-11-20T12:00:00Z",
    "made_with": "Curation Desk 1",
    "examples": {"in": 1200, "out": 1190, "excluded": {"was rejected": 10}},
    "files": {"train": {"name": "train.jsonl", "lines": 1190, "bytes": 99, "sha256": "cd" * 32}},
    "split": {"rule": "Whole groups.", "shares": {"train": 0.8, "test": 0.2}, "seed": 7},
    "mix": {"train": {"a | b": 1000, "<img src=x>": 190}},
    "plan": {"chosen": 1190, "mismatch_before": 0.25, "mismatch_after": 0.024},
    "verdicts": {"adjudicated": 90, "unanimous": 1100},
    "agreement": {
        "decision": {
            "alpha": None,
            "interval": None,
            "ac1": 0.9712,
            "percent": 0.98,
            "compared": 1200,
            "reviewers": 3,
        }
    },
    "guideline_version": "0123abcd",
    "privacy": {"style": "surrogate", "surrogates_per": "example"},
    "scan_fingerprint": "feed",
    "previous": {"number": 2, "sha256": "ef" * 32, "counts": {}},
}


def card(**changes):
    return dataset_card({**MANIFEST, **changes}, title="Support replies")


def test_the_card_says_how_many_came_out_of_how_many():
    assert "1,190 conversations with their right answer, out of 1,200 examples" in card()


def test_a_label_cannot_break_the_table_or_bring_markup():
    assert "| a \\| b | 1,000 |" in card()
    assert "<img" not in card()


def test_an_undefined_figure_is_called_undefined():
    assert "| decision | undefined |  | 0.971 | 0.980 | 1,200 | 3 |" in card()


def test_what_there_is_not_has_no_section():
    bare = card(mix={}, agreement={}, plan=None, previous=None)
    assert not any(word in bare for word in ("## Mix", "## Agreement", "Balance:", "before this"))


def test_a_release_without_exclusions_says_so():
    examples = {"in": 5, "out": 5, "excluded": {}}
    assert "Nothing was left out." in card(examples=examples)


def test_the_mix_and_the_lengths_of_lines_are_drawn_as_bars():
    shown = card(tokens={"lengths": {"128": 3, "256": 1}})
    assert "| a \\| b | 1,000 | █████████████████ 84 % |" in shown
    assert "| 128 | 3 | ███████████████ 75 % |" in shown
