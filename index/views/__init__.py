"""What one consistent view offers: reports, facts, their audit, search. See index.protocol.Shelf."""
