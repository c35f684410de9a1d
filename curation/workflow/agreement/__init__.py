"""Agreement: how far people agree, and one answer at the end."""
