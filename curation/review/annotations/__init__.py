"""Answers of other labelling tools: read, and written in their formats so that they come back."""
