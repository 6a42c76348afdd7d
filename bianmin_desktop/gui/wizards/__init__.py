"""Steps a clerk is led through."""
