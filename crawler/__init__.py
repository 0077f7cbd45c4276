"""The ground floor: records, store, profile, dates, text. Imports nothing of the floors above."""
