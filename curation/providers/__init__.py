"""Training providers behind one contract; the only user of the openai client."""
