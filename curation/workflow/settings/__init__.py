"""People and programs: who may come in, what they did, who is told."""
