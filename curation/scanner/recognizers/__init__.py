"""The recognisers: one file and one test each."""
