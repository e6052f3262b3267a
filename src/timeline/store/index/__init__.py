"""The index of a large store: what its small answers need, derived from it and kept in the user's cache.

The store is the only truth. An index is used for the very bytes that it was made from and for no others; it
may be deleted at any moment, and what is damaged, foreign or of another version is as good as deleted.
"""
