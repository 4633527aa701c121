"""From slots to an answer: candidates, readings, operations, prose, refusal, verification."""
