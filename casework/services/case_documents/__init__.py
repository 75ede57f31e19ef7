"""Documents and packs of a case: from its facts to Word, and out to those they are issued to."""
