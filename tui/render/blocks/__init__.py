"""A post's source to blocks: paragraphs, tables, code, questions and answers.

How wide lines are is decided in ``tui.render.layout``.
"""
