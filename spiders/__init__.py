"""One file a source, on engines that read pages."""
