"""How the system of states went: precedents of a condition, and what came after."""
