"""Pages of the window, each reached from the navigation."""
