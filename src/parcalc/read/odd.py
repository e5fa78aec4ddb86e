"""What ends an attempt to read a file the plain way."""


class OddError(ValueError):
    """Something that the careful reader has to look at: it is the only one that words a problem."""
