"""Random and damaged input against ilgi: what would end, hang or mislead it.

Each kind of input has a module. All of them are seeded, run for a moment in the test suite, and for
as long as wanted by ``python -m tests.torment``.
"""
