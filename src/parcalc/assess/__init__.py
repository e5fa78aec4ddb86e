"""The use cases: files in, an assessment out."""
