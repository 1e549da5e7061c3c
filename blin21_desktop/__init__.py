"""BLIN21 Desktop: a bedside chart for a blinatumomab infusion, from the first bag to the printed handover sheet."""

__version__ = "0.1.0"
