"""The sample project, written by a deterministic generator."""
