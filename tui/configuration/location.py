"""Where the configuration is."""

from __future__ import annotations

import os
from pathlib import Path


def configuration_file() -> Path:
    """``config.toml`` in ``ILGI_CONFIG_DIR``, else where the platform has configurations.

    That is ``~/.config/ilgi`` on Linux.
    """
    if chosen := os.environ.get("ILGI_CONFIG_DIR"):
        return Path(chosen) / "config.toml"
    from platformdirs import user_config_path

    return user_config_path("ilgi", appauthor=False) / "config.toml"
