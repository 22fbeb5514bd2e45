"""This package knows the formats: what each is called, reads, writes and carries."""
