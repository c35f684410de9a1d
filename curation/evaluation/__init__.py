"""Grades of answers and the comparison of two models."""
