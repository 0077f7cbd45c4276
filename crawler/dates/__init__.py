"""Dates as boards show them, read to an aware moment in UTC with its precision."""

from crawler.dates.moments import Clock, Moment, Precision, Problem
from crawler.dates.reading import read

__all__ = ["Clock", "Moment", "Precision", "Problem", "read"]
