"""The command line: everything the program can do that is not a picture."""
