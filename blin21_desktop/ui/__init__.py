"""The window: Qt lives here and nowhere else. It shows finished values and decides nothing."""
