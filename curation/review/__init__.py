"""Who judges what next, how far experts agree, and what is final."""
