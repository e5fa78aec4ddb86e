"""The use cases behind the offline page: files that were dropped on it in, what it shows and saves out."""
