"""The store: the only code that knows TOML. Finding it, reading it, writing to it."""
