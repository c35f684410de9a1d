"""What the evaluate page draws."""
