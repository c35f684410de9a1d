"""Graders of reinforcement: what an answer scores, by rules that are checked and tried."""
