"""What the labelled messages teach: how likely it is, by its looks."""
