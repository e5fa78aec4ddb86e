"""What a sheet calls its columns, and how it says yes."""

TRUE = ("1", "true")


def column_of(letters: str) -> int:
    """Return the number of a column, from 1: A is 1, AA is 27."""
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column
