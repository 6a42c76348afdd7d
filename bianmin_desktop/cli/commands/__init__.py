"""One module a command: `summary`, `arguments(parser)` and `run(call) -> Answer`."""
