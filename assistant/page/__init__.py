"""The page: gradio's blocks and events, HTML from templates, HTTP endpoints."""
