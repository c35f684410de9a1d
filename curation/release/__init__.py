"""Verdicts become checked training lines and a manifest."""
