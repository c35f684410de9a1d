import pytest
from sklearn.metrics import classification_report, confusion_matrix

from curation.evaluation.label_report import NOTHING, OTHER, report_labels

IDEAL = ["cat", "cat", "dog", "dog", "dog", "bird"]
GIVEN = ["cat", "dog", "dog", "Dog.", "cat", "bird"]


@pytest.fixture(scope="module")
def report():
    return report_labels(zip(IDEAL, GIVEN, strict=True))


def test_the_figures_of_a_label_are_those_counted_by_hand(report):
    """dog: 3 have it, 3 answers name it, 2 rightly; cat: 2, 2, 1."""
    dog, cat, bird = report.labels
    assert (dog.precision, dog.recall, dog.f1) == pytest.approx((2 / 3, 2 / 3, 2 / 3))
    assert (cat.precision, cat.recall, cat.f1) == (0.5, 0.5, 0.5)
    assert bird.f1 == 1.0
    assert report.accuracy == pytest.approx(4 / 6)
    assert report.macro_f1 == pytest.approx((2 / 3 + 0.5 + 1) / 3)


def test_the_figures_are_those_of_scikit_learn(report):
    given = [label.strip(".").lower() for label in GIVEN]
    theirs = classification_report(IDEAL, given, output_dict=True)
    for one in report.labels:
        found = theirs[one.label]
        assert (one.precision, one.recall, one.f1, one.n) == pytest.approx(
            (found["precision"], found["recall"], found["f1-score"], found["support"])
        )
    names = ["bird", "cat", "dog"]
    table = [[report.confusion.get((a, b), 0) for b in names] for a in names]
    assert table == confusion_matrix(IDEAL, given, labels=names).tolist()


def test_what_is_no_label_is_counted_as_such():
    report = report_labels([("cat", "a fine cat"), ("cat", "")])
    assert report.confusion == {("cat", OTHER): 1, ("cat", NOTHING): 1}
    assert (report.labels[0].recall, report.accuracy) == (0.0, 0.0)


def test_no_answers_have_no_figures():
    report = report_labels([])
    assert (report.labels, report.accuracy, report.macro_f1) == ((), 0.0, 0.0)
