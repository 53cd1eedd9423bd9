"""The record for those who go on working: tables, panels, networks, statements, citations."""
