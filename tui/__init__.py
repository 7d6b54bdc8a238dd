"""The reader in the terminal: the browser, the page, and the command line in front of them."""
