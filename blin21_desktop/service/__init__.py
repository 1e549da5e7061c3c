"""Commands in, entries out; looks out. Pure but for its ports."""
