"""What is measured, each against its bare baseline in the same run: ``python -m benchmarks``."""
