"""Kinds of journals: by which rules the files of a journal are found and read.

A kind is one frozen value of ``kind.Kind`` with a module of its own; ``registry`` has them all in
the order in which their markers are looked for. Nothing outside of this room asks which kind a
journal is: it asks for a rule.
"""
