"""Balance and quality: the mix, the checks, the split, nothing twice."""
