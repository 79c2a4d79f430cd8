"""What is taken back, denied, put off or corrected."""
