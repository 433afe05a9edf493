"""The command line: the same verbs and questions without Qt."""
