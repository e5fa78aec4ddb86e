"""The targets file: bytes → guarded events → a tree with places → its shape → the plan."""
