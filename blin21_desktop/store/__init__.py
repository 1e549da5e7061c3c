"""SHELL disk: the ward file. The only package that may import SQLite, sqlite-utils or msgspec.

`log.WardLog` implements the core's port `Log`; `codec` turns lines into entries and back; `safety`
verifies and copies; `engine` is the only module that opens a database.
"""
