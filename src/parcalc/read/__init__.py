"""Reading what users write: counts files and targets files, each with every problem that it has."""
