"""md.py: an issue as a folder of notes. SPDX-License-Identifier: MIT

    index.md               the issue: sections with their papers
    papers/KEY.md          a paper: front matter, and all that the galley says of it
    authors/ categories/ days/    whose papers, which
    figures/               pictures

Links are relative ones of Markdown: Obsidian follows them as its own (and renames them), and so do CommonMark, GitHub and every
editor, which [[links]] do not. Files of papers are called by keys, which are the same in each issue.
"""
import base64
import hashlib
import json
import os
import re
import unicodedata

import wenzhai
from md_text import Writer, escape, quote

RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?$")
ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp", "image/svg+xml": "svg"}


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def file_of(name):
    """A name for a file that every system takes and tells from others: what has to be changed is told apart by a hash."""
    plain = unicodedata.normalize("NFC", name)
    safe = re.sub(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*#^\[\]%\u202a-\u202e\u2066-\u2069]+', "-", plain).strip(" .-")
    while len(safe.encode()) > 100:
        safe = safe[:-1]
    changed = safe != plain or RESERVED.match(safe.lower()) or not safe
    return f"{safe.strip() or 'note'}-{digest(plain)}" if changed else safe


def file_of_key(key):
    """Keys are told apart by case, too, which names of files are not."""
    return file_of(key) if key == key.lower() else f"{file_of(key.lower())}-{digest(key)}"


LETTERS = {"ß": "ss", "æ": "ae", "ð": "d", "ø": "o", "þ": "th", "đ": "d", "ı": "i", "ł": "l", "œ": "oe"}


def family_of(author):
    """The words by which the output `bib` calls an author."""
    name = " ".join(author["text"].split())
    if author.get("collaboration") or re.search("[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]", name):
        return name.split(" ")[0]
    if author.get("family"):
        return author["family"]
    words = name.split(" ")
    if len(words) > 2 and words[-1] in ("Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"):
        words.pop()
    first = len(words) - 1
    while first > 1 and words[first - 1][0].islower():
        first -= 1
    return " ".join(words[first:])


def citation_key(entry):
    """As the output `bib` has it: family name and key."""
    apart = unicodedata.normalize("NFKD", family_of(entry["authors"][0]).lower()) if entry.get("authors") else ""
    family = re.sub("[^a-z]", "", "".join(LETTERS.get(c, c) for c in apart).lower())[:40]
    return f"{family}:{entry['key']}" if family else entry["key"]


def front(**members):
    """YAML; a string of JSON is one of YAML."""
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in members.items() if value]
    return "---\n" + "\n".join(lines) + "\n---\n\n"


def put(path, text):
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    with open(path, "wb") as handle:
        handle.write(text if isinstance(text, bytes) else (text.strip("\n") + "\n").encode())


class Vault:
    def __init__(self, job):
        self.job, self.issue, self.labels = job, job["issue"], job["labels"]
        self.entries = job.entries()
        self.files = {entry["key"]: f"papers/{file_of_key(entry['key'])}.md" for entry in self.entries}
        self.pictures = {}
        self.writer = Writer(self.link, self.pictures.get)
        self.names = {one["code"]: (one.get("names") or [{"text": one["code"]}])[0]["text"]
                      for one in self.issue.get("categories", [])}
        self.notes = {"authors": {}, "categories": {}, "days": {}}  # folder → name without case → (file, title, keys)

    # ---- Links: notes lie one folder deep ----

    def link(self, target):
        """The address that a target of the book has here; None where it leads nowhere."""
        if not target.startswith("#"):
            return target if re.match(r"(https?|mailto|ftp):", target) else None
        key = target[1:].removeprefix("p-").split("_")[0]
        return "../" + self.files[key] if key in self.files else None

    def note(self, folder, title, key):
        """A link to a note of an index, which learns of the paper."""
        name = file_of(title)
        file, _, keys = self.notes[folder].setdefault(name.casefold(), (name, title, []))
        if key not in keys:
            keys.append(key)
        return f"[{escape(title)}]({quote(f'../{folder}/{file}.md')})"

    def papers(self, keys, above):
        titles = {entry["key"]: self.titles(entry) for entry in self.entries}
        return "\n".join(f"- [{titles[key][0]}]({quote(above + self.files[key])})" for key in keys)

    # ---- A paper ----

    def titles(self, entry):
        """In Markdown, the language of the issue first."""
        found = [self.writer.inlines(title["content"]) for title in entry.get("titles", [])]
        return found or [escape(self.labels["untitled"])]

    def days(self, entry):
        days = [one["date"] for one in entry.get("appearances", []) if "date" in one]
        return sorted(set(days)) or [day for day in [self.issue.get("date")] if day]

    def front_of(self, entry):
        plain = [wenzhai.plain(title["content"]) for title in entry.get("titles", [])]
        days, arxiv = self.days(entry), entry.get("arxivId")
        urls = [link["url"] for link in entry.get("links", [])] or ([f"https://arxiv.org/abs/{arxiv}"] if arxiv else [])
        return front(
            title=(plain or [self.labels["untitled"]])[0], aliases=plain[1:], authors=[one["text"] for one in entry.get("authors", [])],
            date=days[-1] if days else None, tags=["论文" if self.issue.get("lang", "zh").startswith("zh") else "paper"] + [
                re.sub(r"[^\w-]+", "/", one["text"]) for one in entry.get("categories", []) if re.search(r"[^\d\W]", one["text"])],
            arxiv=arxiv, doi=entry.get("doi"), url=urls[0] if urls else None, citekey=citation_key(entry))

    def rich(self, piece, entry):
        """What the galley's piece is of the model, which has the emphasis and the formulae; None for what is plain."""
        kind, _, rest = piece["id"].partition(".")
        if kind == "abstract":
            return next((one["content"] for one in entry.get("abstracts", []) if one["lang"] == rest), None)
        if kind == "note" and rest.isdigit() and int(rest) <= len(entry.get("notes", [])):
            return entry["notes"][int(rest) - 1]["content"]
        return entry.get("body", {}).get("content") if kind == "body" else None

    def items(self, piece):
        for item in piece.get("items", []):
            target = self.link(item.get("target", ""))
            yield f"[{escape(item['text'])}]({quote(target)})" if target else escape(item["text"])

    def people(self, piece, entry):
        known = {one["text"] for one in entry.get("authors", [])}
        return [self.note("authors", item["text"], entry["key"]) if item["text"] in known else escape(item["text"])
                for item in piece.get("items", [])]

    def say(self, piece, entry):
        """A piece under its label."""
        label, rich = piece.get("label"), self.rich(piece, entry)
        if piece["kind"] == "figure":
            file, words = self.pictures.get(piece.get("resource")), piece.get("alternative") or piece.get("placeholder") or ""
            return f"![{escape(words)}]({quote(file)})" if file else escape(words)
        if piece["kind"] == "text":
            text = self.writer.blocks(rich) if rich else "\n\n".join(map(escape, piece.get("blocks", [])))
            return f"## {escape(label)}\n\n{text}" if label else text
        join = "、" if piece.get("lang", "").startswith("zh") else ", "
        items = self.people(piece, entry) if piece["role"] == "authors" else list(self.items(piece))
        if piece["role"] == "categories":
            codes = {one["text"]: self.note("categories", one["text"], entry["key"]) for one in entry.get("categories", [])}
            items = [codes.get(item["text"], escape(item["text"])) for item in piece["items"]]
        return (f"**{escape(label)}** " if label else "") + join.join(items)

    def paper(self, entry, pieces):
        titles, key = self.titles(entry), entry["key"]
        said = [f"# {titles[0]}", *titles[1:]]
        said += [self.say(piece, entry) for piece in pieces
                 if piece["kind"] != "slot" and piece["role"] not in ("entry-title", "number", "note-marks")]
        days = [self.note("days", day, key) for day in self.days(entry)]
        if days:
            said.append(f"**{escape(self.labels['day'])}** " + "、".join(days))
        if self.job["options"].get("zotero"):
            said.append(f"[Zotero](zotero://select/items/@{citation_key(entry)})")
        put(self.files[key], self.front_of(entry) + "\n\n".join(filter(None, said)))

    # ---- The whole ----

    def save_pictures(self):
        for one in self.issue.get("resources", []):
            ending = ENDINGS.get(one.get("mediaType"))
            if ending:
                put(f"figures/{one['id']}.{ending}", base64.b64decode(one["data"]))
                self.pictures[one["id"]] = f"../figures/{one['id']}.{ending}"

    def section(self, pieces):
        """Its heading, and the text that it has of its own."""
        section = self.issue["sections"][pieces[0]["section"]]
        said = ["## " + escape(wenzhai.plain(piece)) for piece in pieces if piece["role"] == "heading"][:1]
        texts = [section["blocks"]] if "blocks" in section else []
        return said + [self.writer.blocks(text["content"]).replace("](../", "](") for text in texts]

    def contents(self):
        titles = self.issue.get("title", {})
        title = titles.get(self.issue.get("lang")) or next(iter(titles.values()), self.labels["digest"])
        said = [f"# {escape(title)}"]
        for _, pieces in self.job.parts():
            if pieces[0]["partKind"] == "section":
                said += self.section(pieces)
            elif pieces[0]["partKind"] == "entry":
                said.append(self.papers([self.entries[pieces[0]["entry"]]["key"]], ""))
        for folder, label in (("authors", "index-author"), ("categories", "index-category"), ("days", "index-day")):
            if self.notes[folder]:
                said.append(f"## {escape(self.labels[label])}")
                said.append("\n".join(f"- [{escape(self.names.get(title, title))}]({quote(f'{folder}/{file}.md')})"
                                      for _, (file, title, _) in sorted(self.notes[folder].items())))
        text = "\n\n".join(part for part in said if part)
        put("index.md", front(title=title, date=self.issue.get("date")) + text.replace(")\n\n- [", ")\n- ["))

    def write(self):
        self.save_pictures()
        parts = [pieces for _, pieces in self.job.parts("entry")]
        for i, pieces in enumerate(parts):
            wenzhai.progress(i, len(parts))
            self.paper(self.entries[pieces[0]["entry"]], pieces)
        for folder, notes in self.notes.items():
            for file, title, keys in notes.values():
                name = self.names.get(title, title)
                put(f"{folder}/{file}.md", front(title=name, aliases=[title] if name != title else []) +
                    f"# {escape(name)}\n\n" + self.papers(keys, "../"))
        self.contents()


Vault(wenzhai.read_job()).write()
