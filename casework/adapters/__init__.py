"""Doors to other machines: the clock, file storage, mail and the malware scanner.

Each door is a Protocol with implementations beside it; none of them holds a rule.
"""
