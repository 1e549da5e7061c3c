"""Pure presentation: a look and the reader's language become finished words, rows and sheets."""
