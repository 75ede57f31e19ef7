"""The demonstration: fictional bodies and roles, one live case, and the replayed programmes.

Nothing here is real: the county, its bodies and its papers are made up, people are roles, and the
store that holds them is marked as demo.
"""
