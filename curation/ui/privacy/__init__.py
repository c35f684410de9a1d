"""What the privacy page draws, and its parts on other pages."""
