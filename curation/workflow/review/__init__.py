"""Review: examples are handed out, judged, discussed and asked again."""
