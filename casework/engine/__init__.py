"""Turns a file of ``workflows/`` into a Definition, and says what may happen next and why not."""
