"""Spark: typed Parquet and tables of a cluster's own. PySpark is brought by whoever runs the cluster."""
