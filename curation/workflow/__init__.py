"""The verbs: one function is one intention of a user."""
