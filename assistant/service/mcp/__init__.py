"""The service as tools for other programs' models: the Model Context Protocol."""
