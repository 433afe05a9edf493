"""What one can do (verbs) and what one can ask (questions), one module a noun."""
