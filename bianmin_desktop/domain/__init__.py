"""What the program knows about the work itself: values and rules, as pure functions."""
