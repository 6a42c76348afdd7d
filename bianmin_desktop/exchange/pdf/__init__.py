"""Documents on paper: official letters in GB/T 9704 layout with tables as appendices."""
