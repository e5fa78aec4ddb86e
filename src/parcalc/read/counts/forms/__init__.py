"""Official forms as they are: known by their headings and numbering, and described as data in ``data/forms``."""
