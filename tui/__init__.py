"""The reader in the terminal: the browser, the page, and the command line in front of them."""

__version__ = "0.1.0"
