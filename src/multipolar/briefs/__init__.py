"""The brief: typed data, and its renderings as HTML, Markdown, JSON and for the terminal."""
