"""The fingerprint of the scanner, and that asking for it loads nothing."""

import subprocess
import sys

from curation.scanner import fingerprint


def test_the_fingerprint_stays_the_same():
    assert fingerprint.current_fingerprint() == fingerprint.current_fingerprint()


def test_another_version_of_a_library_makes_another_fingerprint(monkeypatch):
    before = fingerprint.current_fingerprint.__wrapped__()
    monkeypatch.setattr(fingerprint, "version", lambda library: "0")
    assert fingerprint.current_fingerprint.__wrapped__() != before


def test_another_recogniser_makes_another_fingerprint(monkeypatch):
    before = fingerprint.current_fingerprint.__wrapped__()
    monkeypatch.setattr(fingerprint, "_sources", lambda: [])
    assert fingerprint.current_fingerprint.__wrapped__() != before


def test_asking_for_another_kind_makes_another_fingerprint(monkeypatch):
    before = fingerprint.current_fingerprint.__wrapped__()
    monkeypatch.setenv("CURATION_SCAN_ALSO", "orders")
    assert fingerprint.current_fingerprint.__wrapped__() != before


def test_presidio_is_not_loaded_by_what_pages_and_verbs_import():
    code = (
        "import sys, curation.scanner.fingerprint, curation.scanner.pool\n"
        "from curation.workflow.privacy import scan, masked, decide, findings\n"
        "import curation.workflow.status\n"
        "from curation.commands import every_verb; every_verb()\n"
        "print([m for m in ('presidio_analyzer', 'spacy', 'phonenumbers') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
