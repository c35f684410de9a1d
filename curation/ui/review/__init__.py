"""What the review and guideline pages draw."""
