"""The grids of tables, ruled or set by alignment alone, on one page each."""
