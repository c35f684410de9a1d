"""What the explore page draws."""
