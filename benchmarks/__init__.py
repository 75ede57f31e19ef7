"""What `make bench` measures: one line a goal, each a ratio taken within one run."""
