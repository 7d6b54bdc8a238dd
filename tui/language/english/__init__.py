"""What the interface says in English where no other place has its text: messages of the index."""
