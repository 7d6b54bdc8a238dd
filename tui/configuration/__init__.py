"""What the reader configures: a file in TOML, what it may say, and what is wrong in it.

Nothing in this room imports textual.
"""
