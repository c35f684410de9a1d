"""Training: one order, one job, watched to its end."""
