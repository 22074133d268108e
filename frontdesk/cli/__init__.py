"""The command line: one file for each noun, over the same verbs as the console."""
