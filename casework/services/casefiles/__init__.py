"""Case files: a programme's history as dated acts, checked, replayed, filled, exported."""
