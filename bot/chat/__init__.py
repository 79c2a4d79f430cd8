"""What handlers and jobs share of Telegram: wording, cards, buttons, an update's work, the sender."""
