"""The window: what a clerk sees; it shows and asks, and decides nothing."""
