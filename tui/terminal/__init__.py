"""The terminal itself: its driver, how it is restored, and the signals that end or stop ilgi."""
