"""The year-end summary and the report on a free period, for the committee that decides about the team."""
