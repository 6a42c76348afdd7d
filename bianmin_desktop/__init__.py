"""便民圈填报: the offline record book and submission desk of a 15-minute convenient living circle."""

__version__ = "0.1.0"
