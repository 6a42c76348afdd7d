"""便民圈填报: the record book and submission desk of 15-minute convenient living circles."""

__version__ = "0.1.0"
