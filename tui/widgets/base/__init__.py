"""Base widgets: views of lines, lists of rows and the footer of a window.

Widgets for one purpose are beside this room.
"""
