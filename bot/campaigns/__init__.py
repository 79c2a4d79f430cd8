"""Theme days, working days and steps: which day is what, and when a reminder is due. Pure."""
