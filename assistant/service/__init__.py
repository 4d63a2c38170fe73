"""What one process offers to the page, the command line and programs: asking, reading, adding, removing."""
