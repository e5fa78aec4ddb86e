"""The reports folder: names, what earlier reports say, the index, restatements, and one run at a time."""
