"""Benchmarks against honest baselines: `python -m tests.bench [R1 R2 ...]`. No timed tests."""
