"""The directory of names and the timeline."""
