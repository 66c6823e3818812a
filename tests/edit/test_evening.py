#!/usr/bin/env python3
"""The editor's evening, from `init` to the month: seven dailies, a worksheet, an editorial, a face, publishing, a late daily, a
revision. Each command is one that she types; what stands behind it is what she sees."""
import os
import re
import zipfile
from pathlib import Path

from desk import daily
from harness import EXAMPLES, WENZHAI, Folder, books, expect, run, tap
from models.build import png

WEEK, BOOK = "2026-W46", "wenzhai-2026-W46"
EDITORIAL = """# 卷首语：注意力之后

本周先读[那一篇](1706.03762)与 [[1512.03385]][^1]，其核心是 $QK^{\\top}$。

![山间](face.png "图一　山间")

| 方法 | 参数 |
| --- | ---: |
| 全量微调 | 一亿二千五百万 |

[^1]: 两篇都在本期之中。
"""
FACE = "\n[cover]\nlogo = logo.png\naccent = #8c1c13\n"
LATE = daily({"arxiv": "2611.09999", "zh": "迟到一天的论文", "en": "A Paper That Came a Day Late"})


class Desk(Folder):
    def types(self, line, status=0):
        """A line of the shell, in the project's folder."""
        return run(WENZHAI, *line.split(), status=status, cwd=os.path.join(self.path, "p"), env={**os.environ, "XDG_CACHE_HOME": self.cache})

    def corrects(self, key, *lines):
        """Writes into a group of the worksheet, as one does in an editor."""
        path = f"p/overlays/{WEEK}.overlay.ini"
        text = self.read(path).decode()
        assert f"\n[{key}]\n" in text, key
        self.write(path, text.replace(f"\n[{key}]\n", "\n[" + key + "]\n" + "".join(line + "\n" for line in lines)))

    def words(self, name=f"p/issues/{BOOK}.epub"):
        return re.sub(r"\s", "", "".join(text for _, text in books.parts(Path(self.path, name))))


def test_the_evening():
    with Desk() as desk:
        expect(desk.run("init", "p"), 0)
        for path in sorted(EXAMPLES.glob("2026-11-*.txt")):
            desk.write(f"p/inbox/{path.name}", path.read_text(encoding="utf-8"))
        for name in ("p/logo.png", "p/overlays/face.png"):
            desk.write(name, png(300, 120))
        desk.write("p/wenzhai.ini", desk.read("p/wenzhai.ini").decode().replace("\n# variant =", "\nvariant =") + FACE)
        desk.types(f"edit {WEEK} --no-open")

        # The worksheet: two in front, one out, a note, an abstract put right; the editorial.
        desk.corrects("1512.03385", "pin = 1")
        desk.corrects("1810.04805", "pin = 2", "note = 编者以为必读。")
        desk.corrects("2106.09685", "drop = yes")
        desk.corrects("1706.03762", "abstract = 改正之后的摘要，只有这一句。")
        desk.corrects("issue", f"editorial-file = {WEEK}.md")
        desk.write(f"p/overlays/{WEEK}.md", EDITORIAL)
        desk.types("build")
        assert [name for name in desk.names("p/issues") if name.startswith(BOOK)] == \
            [f"{BOOK}{edition}.{kind}" for edition in ("-zh-Hant-TW", "") for kind in ("azw3", "epub", "pdf")]
        words = desk.words()
        for word in ("编者以为必读。", "改正之后的摘要，只有这一句。", "图一山间", "一亿二千五百万", "两篇都在本期之中。"):
            assert word in words, word
        listed = desk.types(f"list --week={WEEK} --format=tsv").stdout.splitlines()
        keys = [line.split("\t")[1] for line in listed if not line.startswith("number")]
        assert keys[:2] == ["1512.03385", "1810.04805"] and "2106.09685" not in keys and len(keys) == 58, keys
        with zipfile.ZipFile(f"{desk.path}/p/issues/{BOOK}.epub") as book:
            assert book.read("EPUB/images/cover.png")[25] in (2, 3), "the cover has no colours"
        assert "論文" in desk.words(f"p/issues/{BOOK}-zh-Hant-TW.epub")

        # Readers have it; then a daily comes late.
        desk.types(f"publish {WEEK}")
        first = {name: desk.read(f"p/issues/{name}") for name in desk.names("p/issues") if name.startswith(BOOK)}
        desk.write("p/inbox/2026-11-12-late.txt", LATE)
        assert f"`wenzhai reissue {WEEK}` makes revision 2" in desk.types("build").stderr
        assert first == {name: desk.read(f"p/issues/{name}") for name in first}
        desk.types(f"reissue {WEEK}")
        words = desk.words()
        for word in ("新增：迟到一天的论文", "第2版", "编者以为必读。"):
            assert word in words, word
        places = [name for name in zipfile.ZipFile(f"{desk.path}/p/issues/{BOOK}.epub").namelist() if "/p-" in name]
        with zipfile.ZipFile(f"{desk.path}/p/issues/published/{WEEK}/revision-1/{BOOK}.epub") as book:
            assert {name for name in book.namelist() if "/p-" in name} <= set(places)
        said = desk.types(f"diff {WEEK}@1 {WEEK}@2").stdout
        assert "迟到一天的论文" in said, said
        assert "revised 2" in desk.types("status").stdout

        # The month is made of what readers have.
        desk.types("weekly --month=2026-11 -t epub -o ../month/")
        month, = [name for name in desk.names("month") if "zh-Hant" not in name]
        words = desk.words(f"month/{month}")
        for word in ("迟到一天的论文", "编者以为必读。", "改正之后的摘要，只有这一句。"):
            assert word in words, word


tap.run(globals())
