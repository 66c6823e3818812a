"""md_text.py: rich text of the model as CommonMark, with formulae as $…$. SPDX-License-Identifier: MIT

What has a meaning in CommonMark, or in Obsidian beyond it (#tag, ==mark==, ^block, %%comment%%), is escaped, so that text stays
text. A character that begins a block counts at the beginning of a line alone; lines are never wrapped.
"""
import re

SPECIAL = re.compile(r"([\\`*_\[\]<>$~|#^={}%!])|&(?=[#A-Za-z])")
STARTS = re.compile(r"^(?:([-+])(?=[-\s]|$)|(\d{1,9})([.)])(?=\s|$))")


def escape(text):
    text = SPECIAL.sub(lambda match: "\\" + match.group(1) if match.group(1) else "&amp;", " ".join(text.split("\n")))
    return STARTS.sub(lambda match: "\\" + match.group(1) if match.group(1) else match.group(2) + "\\" + match.group(3), text)


def quote(url):
    """An address for `(…)`: what would end it, or be taken for something else, as %XX."""
    return re.sub(r"[\x00-\x20()<>\"\\^`{|}\[\]]", lambda match: "".join(f"%{byte:02X}" for byte in match.group().encode()), url)


def tex(text):
    return re.sub(r"(?<!\\)\$", r"\\$", " ".join(text.split()))


def fence(text, least, mark="`"):
    longest = max((len(run) for run in re.findall(mark + "+", text)), default=0)
    return mark * max(least, longest + 1)


class Writer:
    """@link: makes of a target an address, or None where it leads nowhere; @picture: of a picture's id its file, or None."""

    def __init__(self, link, picture):
        self.link, self.picture = link, picture

    # ---- In a line ----

    def inlines(self, nodes):
        return "".join(self.inline(node) for node in nodes)

    def emphasis(self, mark, name, inner):
        """`*` does nothing beside a punctuation mark, as Chinese text has it without spaces: there a tag stands."""
        if not inner.strip():
            return inner
        plain = inner[0].isalnum() and inner[-1].isalnum()
        return f"{mark}{inner}{mark}" if plain else f"<{name}>{inner}</{name}>"

    def inline(self, node):
        kind, children = node.get("kind", "text"), node.get("children", [])
        if kind == "text":
            return escape(node.get("text", ""))
        if kind in ("emphasis", "strong"):
            mark, name = ("*", "em") if kind == "emphasis" else ("**", "strong")
            return self.emphasis(mark, name, self.inlines(children))
        if kind == "code":
            text = " ".join(node.get("text", "").split("\n"))
            mark = fence(text, 1)
            return f"{mark} {text} {mark}" if text[:1] in "` " or text[-1:] in "` " else f"{mark}{text}{mark}"
        if kind == "formula":
            return f"${tex(node.get('text', ''))}$"
        if kind == "link":
            target, words = self.link(node.get("target", "")), self.inlines(children)
            return f"[{words}]({quote(target)})" if target else words
        if kind == "image":
            return self.image(node)
        if kind == "line-break":
            return "\\\n"
        if kind == "note-mark":
            return f"[^{node.get('number', 0)}]"
        return escape(node.get("text", "")) + self.inlines(children)

    def image(self, node):
        file, words = self.picture(node.get("target", "")), escape(node.get("text", ""))
        return f"![{words}]({quote(file)})" if file else words

    # ---- Blocks, a list of lines each ----

    def blocks(self, nodes):
        """One Markdown text; inlines that stand among blocks are a paragraph."""
        parts = [self.block(node) for node in nodes]
        return "\n\n".join("\n".join(lines) for lines in parts if lines)

    def block(self, node):
        kind, children = node.get("kind", "text"), node.get("children", [])
        method = getattr(self, "block_" + kind.replace("-", "_"), None)
        return method(node, children) if method else self.inline(node).split("\n")

    def block_paragraph(self, node, children):
        return self.inlines(children).split("\n")

    def block_heading(self, node, children):
        return ["#" * min(6, node.get("number", 1) + 2) + " " + self.inlines(children).replace("\\\n", " ")]

    def block_list(self, node, children):
        lines, number = [], node.get("number")
        for i, item in enumerate(children):
            mark = f"{number + i}. " if number else "- "
            inner = self.blocks(item.get("children", [])).split("\n")
            lines += [mark + inner[0]] + [" " * len(mark) + line if line else "" for line in inner[1:]]
        return lines

    def block_quote(self, node, children):
        return [("> " + line).rstrip() for line in self.blocks(children).split("\n")]

    def block_code_block(self, node, children):
        text = node.get("text", "")
        mark = fence(text, 3)
        return [mark + node.get("target", "").replace("`", "")] + text.split("\n") + [mark]

    def block_formula_block(self, node, children):
        return ["$$", tex(node.get("text", "")), "$$"]

    def block_rule(self, node, children):
        return ["* * *"]

    def block_figure(self, node, children):
        lines = [line for line in (self.image(node), self.inlines(children)) if line]
        return [line + "\\" for line in lines[:-1]] + lines[-1:]

    def block_note(self, node, children):
        lines = self.blocks(children).split("\n")
        return [f"[^{node.get('number', 0)}]: {lines[0]}"] + ["    " + line if line else "" for line in lines[1:]]

    def block_table(self, node, rows):
        """The first row is the head, which a table of CommonMark's extension has to have."""
        lines = []
        for i, row in enumerate(rows):
            cells = []
            for one in row.get("children", []):
                cells += [self.inlines(one.get("children", [])).replace("\\\n", " ").replace("\n", " ")]
                cells += [""] * (one.get("number", 1) - 1)
            lines.append("| " + " | ".join(cells) + " |")
            if i == 0:
                lines.append("|" + " --- |" * len(cells))
        return lines
