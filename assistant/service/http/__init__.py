"""The service over HTTP, one router a noun: the functions and the records of the command line's ``--json``."""
