"""From the words of a question to its slots: who, when, what, which measure, which operation."""
