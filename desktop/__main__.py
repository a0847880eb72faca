"""`python -m desktop` and `ceyue`: a command, or the window."""

import gc
import sys

from desktop import cli


def main() -> int:
    """Carry out the command line and return the exit status."""
    if getattr(sys, "frozen", False):
        from multiprocessing import spawn  # noqa: PLC0415 - of no use to a program that is not

        # The helper process of a reader is this program itself, started again to do its work.
        spawn.freeze_support()
    invocation = cli.parse(sys.argv[1:])
    if invocation.command is not None:
        return cli.run(invocation)
    # Nothing that is loaded for the window is garbage; `open_window` switches the collector on.
    gc.disable()
    # Commands must run where Qt cannot be loaded, so only the window asks for it.
    from desktop.main import main as open_window  # noqa: PLC0415

    return open_window()


if __name__ == "__main__":
    sys.exit(main())
