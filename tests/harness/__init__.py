"""What all Python tests share: how the program and others are run, folders, where the project's files are.

tap.py runs tests and prints TAP, fidelity.py holds a book against the text that it was made of, books.py, pdf.py and
azw3.py read books, dailies.py makes digests. Models of issues stand in tests/models/.
"""
import atexit
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
WENZHAI = os.environ.get("WENZHAI", "wenzhai")
BAD = os.environ.get("BAD_PLUGINS", "")

DAILY = """LG - 机器学习   CV - 计算机视觉

转自示例

摘要:一种通用算法学习器、短篇标题

\u00a0

1、[LG] A Learner of Algorithms

A Author, B Author...
[Some University]
一种通用算法学习器。本文提出一种学习器,能解决许多任务。

We present a learner that solves many tasks.

https://arxiv.org/abs/2209.11142

\u00a0

另外几篇值得关注的论文:

[CV] A Short One

短篇标题
C Author
[Another University]
https://arxiv.org/abs/2209.00001
"""


# A suite that runs in the background, or under nohup, hands down ignored signals: what the tests start obeys them.
for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
    if signal.getsignal(ignored) == signal.SIG_IGN:
        signal.signal(ignored, signal.SIG_DFL)


def scratch():
    """A folder that is gone when the tests are."""
    folder = tempfile.TemporaryDirectory(prefix="wenzhai-test-")
    atexit.register(folder.cleanup)
    return Path(folder.name)


def has(*programs):
    return all(shutil.which(program) for program in programs)


def run(*command, status=0, **options):
    """Runs a command to its end; another exit status than @status, unless that is None, fails the test."""
    options = {"capture_output": True, "text": True, "errors": "replace", **options}
    done = subprocess.run([str(word) for word in command], **options)
    if status is not None and done.returncode != status:
        raise AssertionError(f"{' '.join(map(str, command))[:400]}: status {done.returncode}, not {status}\n"
                             f"{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done


def wenzhai(*arguments, **options):
    return run(WENZHAI, *arguments, **options)


def squeeze(text):
    """Without what a page may add or lose between characters: white space, hyphens, marks of width 0."""
    return "".join(c for c in text if not c.isspace() and c not in "-\u00ad\u200b")


class Folder:
    """A temporary folder; run() runs the program in it."""

    def __enter__(self):
        self._dir = tempfile.TemporaryDirectory(prefix="wenzhai-test-")
        self.path = self._dir.name
        self._cache = tempfile.TemporaryDirectory(prefix="wenzhai-cache-")
        self.cache = self._cache.name
        self.write("2022-09-22.txt", DAILY)
        return self

    def __exit__(self, *_):
        self._dir.cleanup()
        self._cache.cleanup()

    def write(self, name, data):
        mode = "wb" if isinstance(data, bytes) else "w"
        kwargs = {} if mode == "wb" else {"encoding": "utf-8", "newline": ""}
        path = os.path.join(self.path, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, mode, **kwargs) as handle:
            handle.write(data)
        return path

    def read(self, name):
        with open(os.path.join(self.path, name), "rb") as handle:
            return handle.read()

    def names(self, folder="."):
        return sorted(os.listdir(os.path.join(self.path, folder)))

    def processes(self):
        """Those that were started here, or by what was, wherever they have gone to since."""
        found = []
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open(f"/proc/{pid}/environ", "rb") as environ, open(f"/proc/{pid}/stat", "rb") as stat:
                    here = self.path.encode() in environ.read()
                    if here and int(pid) != os.getpid() and stat.read().rpartition(b")")[2].split()[0] != b"Z":
                        found.append(int(pid))
            except OSError:
                continue
        return found

    def expect_no_process(self):
        """What was told to end is gone, if not at once."""
        for _ in range(200):
            left = self.processes()
            if not left:
                return
            time.sleep(0.05)
        for pid in left:
            os.kill(pid, signal.SIGKILL)
        raise AssertionError(f"processes are left: {left}")

    def run(self, *args, env=None, under_limit=None, **kwargs):
        full = dict(os.environ, XDG_DATA_HOME=os.path.join(self.path, ".data"), XDG_CACHE_HOME=self.cache)
        full.pop("WENZHAI_PLUGIN_PATH", None)
        full.update(env or {})
        if under_limit is not None:  # a shell sets it, since it holds for what starts the program too
            args = ["sh", "-c", 'ulimit -%s %d; exec "$0" "$@"' % under_limit, WENZHAI, *args]
        else:
            args = [WENZHAI, *args]
        return subprocess.run(list(map(str, args)), cwd=self.path, env=full, capture_output=True, timeout=100,
                              encoding="utf-8", errors="surrogateescape", **kwargs)


def bad(mode):
    return os.path.join(BAD, mode + ".so")


def expect(result, status, *texts):
    """The exit status, and texts that stderr has."""
    assert result.returncode == status, f"exit {result.returncode}, not {status}\n{result.stderr}"
    for text in texts:
        assert text in result.stderr, f"no {text!r} in\n{result.stderr}"
