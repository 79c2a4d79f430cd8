"""What the assistant does, whoever asks: a chat, the clock, the command line. None of it knows Telegram.

A service takes the session of the caller's unit of work: all effects of a message are one transaction.
"""
