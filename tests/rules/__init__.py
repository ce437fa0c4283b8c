"""The rules themselves: pure figures and tables; nothing here needs settings or a database."""
