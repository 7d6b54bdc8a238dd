"""What a query may find besides its strict answer, where that is empty or small.

Each step takes the query less strictly than it was typed. Strict answers are made in
``index.search.search`` and know nothing of this.
"""
