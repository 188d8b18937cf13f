"""The cleaners: each reads one text and says which characters should change, and why."""
