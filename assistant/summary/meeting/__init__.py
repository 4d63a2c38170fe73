"""Meeting cards: which sentences tell of a meeting, and a module for each field of its card."""
