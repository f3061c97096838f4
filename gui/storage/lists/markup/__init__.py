"""Lists with tags: web pages, web archives and XML spreadsheets."""
