"""What the release and passport pages draw before training."""
