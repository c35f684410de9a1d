"""What the release page draws of training."""
