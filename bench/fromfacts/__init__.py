"""Questions made from the facts themselves, by the thousand, and how they are answered.

What a report prints is turned into questions as people put them; what a careful reader would accept
as the answer is decided from the facts alone (``fits``), without asking the service.
"""
