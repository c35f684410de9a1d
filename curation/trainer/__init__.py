"""A fine-tuning server of its own that speaks the OpenAI HTTP contract."""
