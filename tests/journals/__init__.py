"""Small journals of each kind, written for the tests.

It is a package so that the folder of the project counts as no journal: posts in Python packages are
not looked for where no journal is named.
"""
