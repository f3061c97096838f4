"""Lists in markup: web pages, web archives and XML spreadsheets."""
