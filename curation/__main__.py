"""`python -m curation VERB …`: see `python -m curation --help`."""

import sys

from curation.cli import main
from curation.garbage import collect_rarely

if __name__ == "__main__":
    collect_rarely()
    sys.exit(main())
