"""What of a report could not be read or should not be trusted, and how people are told."""

from corpus.quality.checks import check_reading
from corpus.quality.reading_warnings import reading_warning, warning_kinds

__all__ = ["check_reading", "reading_warning", "warning_kinds"]
