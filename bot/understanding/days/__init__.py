"""Days: their forms, what they mean, and which are not the event's."""
