"""One engine a file: pure readers over one page, and the walk that they share."""
