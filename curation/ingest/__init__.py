"""File bytes become examples and faults."""
