"""What must hold between rows, whatever they were read from."""
