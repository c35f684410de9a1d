"""How far reviewers agree: one measure is one module and one row in the table of `measures`."""
