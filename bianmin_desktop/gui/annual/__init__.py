"""The parts of the page 年度总结: figures, targets, writing, export."""
