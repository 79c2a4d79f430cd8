"""What the numbers count, and what is added up."""
