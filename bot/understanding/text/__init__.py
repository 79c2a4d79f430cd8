"""The text as the grammars see it, its words and its numbers."""
