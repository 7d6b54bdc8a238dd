"""Pictures of the journal, drawn in the page's lines."""
