"""The fixtures that make documents and show them, as the tests of the page have them."""

from tests.tui.widgets.page_view.conftest import read_body, show_page

__all__ = ["read_body", "show_page"]
