"""The parts of the page 验收清单."""
