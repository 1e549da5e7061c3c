"""Draws any form of `blin21_desktop.forms`, asks for PIN and second check, and hands finished entries to the ward."""
