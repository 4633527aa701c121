"""Measures what the project promises about speed, size and retrieval; asserts nothing.

``python -m bench`` works on the sample report in a temporary folder and prints one table of
medians. The questions are its own, about the sample report.
"""
