"""Isnad's front door: ``python app.py`` serves the page on this machine, as ``isnad serve`` does."""

import sys

from assistant.cli.main import front_door

if __name__ == "__main__":
    sys.exit(front_door())
