"""The rules: facts, answers, conditions, guards, permissions, deadlines, hashing. No I/O."""
