"""What the tests of `wenzhai watch` share: a project, a watch that goes on, and its page."""
import contextlib
import hashlib
import json
import os
import select
import signal
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from harness import EXAMPLES, WENZHAI, Folder, expect, tap

PREVIEW = os.environ.get("WENZHAI_PREVIEW", "")
PATIENCE = 40  # seconds, on a machine that has other work


def needs_preview():
    if not PREVIEW:
        raise tap.Skip("built without Poppler's GLib library and libsoup")


def hashes(folder):
    """Of all that lies there."""
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
            for path in sorted(Path(folder).rglob("*"))}


def week(folder):
    """The project `p` with the dailies of the example week."""
    expect(folder.run("init", "p"), 0)
    for path in sorted(EXAMPLES.glob("2026-*.txt")):
        folder.write(f"p/inbox/{path.name}", path.read_bytes())


class Watch:
    def __init__(self, folder, *args, env=None):
        self.folder, self.tmp = folder, os.path.join(folder.path, "tmp")
        os.makedirs(self.tmp, exist_ok=True)
        full = dict(os.environ, XDG_DATA_HOME=os.path.join(folder.path, ".data"), XDG_CACHE_HOME=folder.cache, TMPDIR=self.tmp)
        self.process = subprocess.Popen([WENZHAI, "watch", *args], cwd=folder.path, env={**full, **(env or {})}, text=True,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        ready, _, _ = select.select([self.process.stdout], [], [], PATIENCE)
        assert ready, "no address"
        self.address = self.process.stdout.readline().strip()
        assert self.address.startswith("http://127.0.0.1:"), self.address + self.process.stderr.read()
        self.state = {"number": -1}

    def fetch(self, name="", method="GET", headers=None):
        request = urllib.request.Request(self.address + name, method=method, headers=headers or {})
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return answer.read(), answer.headers

    def status(self, *args, **kwargs):
        """The status of a request that is refused."""
        try:
            self.fetch(*args, **kwargs)
            return 200
        except urllib.error.HTTPError as error:
            return error.code

    def wait(self, wanted):
        """Until the page is told what is @wanted."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            self.state = json.loads(self.fetch(f"state?after={self.state['number']}")[0])
            if wanted(self.state):
                return self.state
        raise AssertionError(f"it does not come; {json.dumps(self.state)[:1500]}")

    def wait_made(self):
        """Until a book is there and nothing is being made."""
        return self.wait(lambda state: not state["busy"] and state["books"])

    def end(self):
        self.process.send_signal(signal.SIGINT)
        out, err = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, err


def day(folder):
    """One with a single daily, of 2022-W38."""
    expect(folder.run("init", "p"), 0)
    folder.write("p/inbox/2022-09-22.txt", folder.read("2022-09-22.txt"))


@contextlib.contextmanager
def watching(*args, project=None, **kwargs):
    needs_preview()
    with Folder() as folder:
        if project:
            project(folder)
        watch = Watch(folder, *args, **kwargs)
        try:
            yield watch, folder
        finally:
            if watch.process.poll() is None:
                watch.end()
            folder.expect_no_process()
            assert os.listdir(watch.tmp) == [], "the scratch folder is left"


def epub_text(watch, book, name):
    return watch.fetch(f"epub/{book['epub']}/{name}")[0].decode()

