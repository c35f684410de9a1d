"""Release: lines, gates, record, and where each line comes from."""
