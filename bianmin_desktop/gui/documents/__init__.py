"""打印文书: what can be printed, the choices for it, and what it will say."""
