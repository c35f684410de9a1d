"""A fine-tuning server of its own that speaks the OpenAI HTTP contract.

Files, fine-tuning jobs, models and chat completions over local engines. It knows nothing of the
rest of the project: any client of the contract can use it.
"""
