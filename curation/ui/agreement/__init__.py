"""What the agreement page draws."""
