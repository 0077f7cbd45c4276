"""One step a file: what is kept, masked, linked and labelled before it is stored."""
