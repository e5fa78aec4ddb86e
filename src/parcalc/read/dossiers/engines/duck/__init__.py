"""DuckDB: Parquet as it is, and long CSV lists made into typed Parquet once."""
