"""The front page: how far every task is, and what is worth doing next."""
