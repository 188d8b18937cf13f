"""Readers' search: an index beside the stories, written after they ran, and a page that asks the gate anew."""
