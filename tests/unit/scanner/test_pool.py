"""Worker processes of a scan end with the app that started them."""

import os
import select
import signal
import subprocess
import sys

import pytest

from curation.settings import ROOT

# Scans one batch, says which process did it, and waits until it is stopped.
APP = """
import sys
from curation.scanner.pool import scan_batches
from tests.scan_work import tell_process
batches = lambda done: [("a", [("key", "text")])]
[(_, spans)] = scan_batches(batches, workers=2, work=tell_process)
print(spans["key"][0].ends, flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_worker_ends_when_the_app_is_stopped_or_killed(how):
    app = subprocess.Popen(
        [sys.executable, "-c", APP], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert app.stdin
    assert app.stdout
    worker = os.pidfd_open(int(app.stdout.readline()))
    app.send_signal(how)
    app.wait()
    ended = select.poll()
    ended.register(worker, select.POLLIN)
    assert ended.poll(60_000), "it is still there after a minute"
    os.close(worker)
    app.stdin.close()
    app.stdout.close()
