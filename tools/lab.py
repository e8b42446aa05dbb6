"""Entry of ./lab. Kept to what every Python can read, so that one that is too old is told so and not a syntax error."""
import os
import sys

if sys.version_info < (3, 8):
    sys.stderr.write(
        "lab: Python 3.8 or newer is needed and %s is %d.%d: install a newer one as python3 and start again\n"
        % ((sys.executable or "this",) + tuple(sys.version_info[:2]))
    )
    sys.exit(69)

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from launcher.commands import main  # noqa: E402

sys.exit(main(sys.argv[1:]))
