"""What the bureau reads, made from totals: data in, text or bytes out; neither Telegram nor the database."""
