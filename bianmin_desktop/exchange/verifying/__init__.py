"""Files of ours held against what was frozen: what differs, by table, row and column."""
