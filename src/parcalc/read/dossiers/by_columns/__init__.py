"""Records taken column by column: their values where nothing is wrong with them, and their counts."""
