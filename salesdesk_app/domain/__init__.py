"""The rules of selling in plain Python: money, periods, metrics, signals, what a stage allows."""
