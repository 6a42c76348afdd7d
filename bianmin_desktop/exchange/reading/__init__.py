"""Foreign tables, read by a child process: a hostile file can end the child, never the program.

`asking` is the parent's side: it starts the child, listens, and gives up on it. `child` is what
runs there: it looks a file over before a parser is let loose on it, reads it, and sends its
sheets in `packets`. Whatever is wrong with a file is one of the `Fault`s of `refusals`.
"""
