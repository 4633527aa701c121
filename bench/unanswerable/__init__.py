"""Questions that have to be refused, made from the reports held, and the share that is answered."""
