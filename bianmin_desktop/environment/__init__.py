"""The machine: folders, clock, lock, settings, logs, safe writing."""
