"""Table models: finished rows, nothing computed."""
