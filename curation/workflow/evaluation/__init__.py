"""Evaluation: models answer, are graded and compared; what fails comes back."""
