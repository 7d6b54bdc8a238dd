"""What ties posts to each other, known from all of them together."""
