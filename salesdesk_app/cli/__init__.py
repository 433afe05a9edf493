"""The command line: the same verbs and questions as the window, without Qt."""
