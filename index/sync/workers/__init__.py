"""The worker processes of a build: pool, protocol, framing and the programs they run.

What they compute is in ``index.store.build`` and ``index.reading``.
"""
