"""Working days, clear days, months, consultation windows and pre-election periods in England.

Every function is pure: the bank holidays are a value that the caller passes in.
"""
