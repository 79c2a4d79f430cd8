"""`python -m bot …` is the `pufa` command."""

from bot.cli import main

if __name__ == "__main__":
    main()
