"""Reading Dutch posts: is it about us, what about, what is asked, may we react, what must be masked.

Everything here is a pure function of a text, its context and the rule files that a profile names.
"""
