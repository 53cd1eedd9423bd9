"""multipolar: holds what is claimed about world affairs against the record."""

__version__ = "0.1.0"
