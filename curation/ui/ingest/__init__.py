"""What the ingest page draws."""
