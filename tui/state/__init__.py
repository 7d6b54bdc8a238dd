"""What the reader leaves behind in a journal, kept in a file of the reader's own beside none of it.

The file has one record a line, in JSON; see ``records``. ``memory`` is the door.
"""
