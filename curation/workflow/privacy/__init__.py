"""Privacy: what is personal is found, decided, replaced, proved and erased."""
