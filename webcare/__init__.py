"""The front door: one small module a command."""
