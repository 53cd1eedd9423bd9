"""`python -m multipolar` is the command line."""

from multipolar.cli import main

main()
