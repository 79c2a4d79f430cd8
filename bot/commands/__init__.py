"""The commands of `pufa`, a module each; `bot.cli` lists them."""
