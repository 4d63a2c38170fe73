"""Who and what an article names, and which mentions are of one."""
