"""Explore: questions to the staged data."""
