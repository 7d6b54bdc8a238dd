"""What is shown, without Textual: query text, list orders, history, plots and clipboard formats.

What is kept between runs is in ``tui.state``.
"""
