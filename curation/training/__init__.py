"""The order for a training job, its states and its cost."""
