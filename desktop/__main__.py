"""`python -m desktop`: a command, or the window."""

import sys

from desktop import cli

sys.exit(cli.run(cli.parse(sys.argv[1:])))
