"""Posts to disk and back: the catalog of metadata and the Whoosh index beside it."""
