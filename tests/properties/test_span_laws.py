"""Laws of merging spans."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from curation.privacy.span import Span, merge_spans

SPANS = st.lists(
    st.builds(
        lambda begins, length, entity, score: Span(
            begins=begins, ends=begins + length, entity=entity, score=score, recognizer="Test"
        ),
        st.integers(0, 30),
        st.integers(1, 10),
        st.sampled_from(["URL", "PERSON"]),
        st.floats(0, 1),
    ),
    max_size=12,
)


def covered(spans: list[Span]) -> set[int]:
    return {place for span in spans for place in range(span.begins, span.ends)}


@settings(deadline=None)
@given(SPANS)
def test_merged_spans_do_not_overlap(spans):
    merged = merge_spans(spans)
    assert all(a.ends <= b.begins for a, b in pairwise(merged))


@settings(deadline=None)
@given(SPANS)
def test_merged_spans_cover_the_same_places(spans):
    assert covered(merge_spans(spans)) == covered(spans)


@settings(deadline=None)
@given(SPANS)
def test_merging_twice_is_merging_once(spans):
    assert merge_spans(merge_spans(spans)) == merge_spans(spans)


@settings(deadline=None)
@given(SPANS, st.randoms())
def test_the_order_of_the_spans_does_not_matter(spans, random):
    shuffled = list(spans)
    random.shuffle(shuffled)
    assert covered(merge_spans(shuffled)) == covered(merge_spans(spans))
    assert [s.entity for s in merge_spans(shuffled)] == [s.entity for s in merge_spans(spans)]
