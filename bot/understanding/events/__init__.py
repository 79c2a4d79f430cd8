"""Clauses, the events they tell of, and the items of these."""
