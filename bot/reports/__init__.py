"""What the bureau reads, made from totals: data in, text or bytes out. Knows neither Telegram nor the database."""
