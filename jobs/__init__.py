"""What happens without a message, by the clock."""
