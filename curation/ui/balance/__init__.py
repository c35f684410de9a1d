"""What the balance page draws."""
