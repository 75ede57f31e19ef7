"""Facts and a Word template become a file for a reader: documents, packs, accessibility checks.

Nothing here reads a database, a request or a clock: everything printed arrives in a
`context.DocumentContext`, so that the same inputs give the same bytes.
"""
