"""The names of the themes there are."""

from __future__ import annotations

from typing import Final

THEME_NAMES: Final = (
    "ilgi-ink", "ilgi-paper", "ilgi-contrast", "ansi-dark", "ansi-light", "atom-one-dark",
    "atom-one-light", "catppuccin-frappe", "catppuccin-latte", "catppuccin-macchiato",
    "catppuccin-mocha", "dracula", "flexoki", "gruvbox", "monokai", "nord",
    "rose-pine", "rose-pine-dawn", "rose-pine-moon", "solarized-dark", "solarized-light",
    "textual-dark", "textual-light", "tokyo-night",
)  # fmt: skip
"""Our own ones, then those that textual brings, which is not asked because that takes a while."""
