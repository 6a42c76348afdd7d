"""The parts of the 工作台: steps, headline figures, gaps, recent changes."""
