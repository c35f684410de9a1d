"""Exports of help desks: one vendor format is one module."""
