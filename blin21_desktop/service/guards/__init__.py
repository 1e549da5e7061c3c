"""The guards every entry passes before it is written: first the impossible, then the improbable.

A guard is a plain function from an entry and what is known to objections. It never writes.
"""
