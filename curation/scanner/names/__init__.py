"""Names, addresses and companies: word lists, rules of context and a small trained model."""
