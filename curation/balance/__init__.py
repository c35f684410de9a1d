"""Shares, quotas and the split that cannot leak."""
