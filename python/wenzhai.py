"""For plugins that are programs in Python: the job of an output, the answer of a reader, and messages to wenzhai.

    import wenzhai
    job = wenzhai.read_job()
    for part, pieces in job.parts("entry"):
        wenzhai.write(wenzhai.plain(pieces[0]) + "\n")

What a job consists of is told by wenzhai-job.schema.json. SPDX-License-Identifier: MIT"""
import itertools
import json
import os
import sys


class Job(dict):
    """The job, as JSON has it: job["options"]["width"], job["labels"]["contents"], job["issue"]["title"]."""

    def parts(self, kind=None):
        """What the book says, in order: each part's anchor with its pieces. @kind: cover, contents, section, entry …"""
        wanted = (piece for piece in self["galley"] if kind in (None, piece["partKind"]))
        for part, pieces in itertools.groupby(wanted, lambda piece: piece["part"]):
            yield part, list(pieces)

    def entries(self):
        """The papers of the issue, in order."""
        return [entry for section in self["issue"].get("sections", []) for entry in section.get("entries", [])]

    def warn(self, text, at=None, code="plugin", severity="warning"):
        """Says what is odd; @at: the member `at` of what it is about: [index of file, line, column]."""
        file, line, column = at or (-1, 0, 0)
        names = self.get("issue", {}).get("files", [])
        place = {"file": names[file], "line": line, "column": column} if 0 <= file < len(names) else {}
        tell(type="diag", severity=severity, code=code, detail=text, **place)


def read_job():
    job = Job(json.load(sys.stdin.buffer))
    if job.get("wenzhai-job") != 1:
        fail(f"this plugin understands jobs of version 1, not {job.get('wenzhai-job')}; take a newer version of it")
    return job


def read_text(encoding="utf-8"):
    """For a reader: the file that it is given; how that is called is in file_name()."""
    return sys.stdin.buffer.read().decode(encoding, "replace")


def file_name():
    return os.environ.get("WENZHAI_FILE", "")


def write(data):
    """A string, bytes, or what becomes JSON: an issue, as a reader answers with it."""
    text = data if isinstance(data, (str, bytes)) else json.dumps(data, ensure_ascii=False)
    sys.stdout.buffer.write(text.encode() if isinstance(text, str) else text)


def plain(piece):
    """The text of a piece of the galley, a block or item a line; or of rich text of the model."""
    if isinstance(piece, list):
        return "".join("\n" if node.get("kind") == "line-break" else node.get("text", "") + plain(node.get("children", []))
                       for node in piece)
    return "\n".join(piece.get("blocks") or [item["text"] for item in piece.get("items", [])])


def progress(done, total):
    tell(type="progress", done=done, total=total)


def fail(text):
    """Ends the plugin; @text is told as the cause."""
    tell(type="error", detail=text)
    sys.exit(1)


def tell(**message):
    with open(3, "w", encoding="utf-8", closefd=False) as pipe:
        pipe.write(json.dumps(message) + "\n")
