"""Pure domain: entries, the infusion they describe, knowledge, findings. Standard library only."""
