"""The parts of the quarterly summary's page: figures, writing, check, export."""
