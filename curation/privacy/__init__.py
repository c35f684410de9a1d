"""What was found, what was decided, and the text with it replaced."""
