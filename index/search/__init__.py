"""Text to hits: the words of a text, the language of queries, matching, ranking and snippets."""
