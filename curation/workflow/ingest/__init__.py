"""Ingest: files become staged examples and faults."""
