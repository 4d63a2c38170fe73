"""Whether a sentence says only what its quotes say, and whether a quote says yes or no to what is asked."""
