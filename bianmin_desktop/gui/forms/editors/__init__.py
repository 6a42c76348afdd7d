"""Editors: one small file a way of answering; which one a field gets is said in `choosing`."""
