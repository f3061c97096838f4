"""Tables and lists: style, selection, paging, and rows of two lines."""
