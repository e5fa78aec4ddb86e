"""Files that are plainly well-formed, read by whole columns; whatever is odd is left to the careful reader."""
