"""The Presidio edge, run in worker processes."""
