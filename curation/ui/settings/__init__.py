"""What the settings page draws of people, programs and tasks."""
