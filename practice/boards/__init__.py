"""Boards that speak the markup of an engine, written by us in its manner; one file an engine."""
