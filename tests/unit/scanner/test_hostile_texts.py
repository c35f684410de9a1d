"""Texts made to be slow: nothing of them is passed over."""

import pytest

from curation.privacy.span import SCAN_INCOMPLETE
from tests.bench.pii_adversarial import hostile_texts


@pytest.mark.parametrize("name", hostile_texts())
def test_a_mail_behind_a_hostile_text_is_found_or_the_text_is_blocked(engine, name):
    text = f"{hostile_texts()[name][:12_000]}\nMy mail is ann.berg@example.org now"
    found = {(span.entity, text[span.begins : span.ends]) for span in engine.scan(text)}
    assert ("EMAIL_ADDRESS", "ann.berg@example.org") in found or SCAN_INCOMPLETE in {
        entity for entity, _ in found
    }
