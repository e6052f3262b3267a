"""Getting answers from elsewhere: from the history of a git repository, and from a service on the network.

What the answers mean is `exchange`'s business; here they are bytes.
"""
