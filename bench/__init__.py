"""Measures what the project promises about speed, size and retrieval; asserts nothing.

``python -m bench`` works on the sample report, and on reports made by varying it, in a temporary
folder and prints one table of medians. Parts may be named (``python -m bench ask retrieval``);
``--reports 50`` holds fewer than 200 in the part ``many``. The questions are its own, about the sample report.
"""
