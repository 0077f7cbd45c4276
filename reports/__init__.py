"""Reads Parquet, counts, and renders PDF. Never imports Scrapy."""
