#!/usr/bin/env python3
"""A digest that came by mail reads as it did before: folded at several columns, in the ways that programs have, quoted,
quoted and folded, format=flowed; and as whole messages, in the encodings and structures that mail has.

Each example goes through all of it under its own name; what the program makes of it (dump --format=text) is the same,
byte for byte.
"""
import json
import unicodedata
from email import policy
from email.message import EmailMessage
from email.mime.text import MIMEText

from harness import EXAMPLES, scratch, tap, wenzhai


def wide(char):
    return unicodedata.east_asian_width(char) in "WF"


def pieces(line, chinese):
    """Words and spaces; with @chinese, wide characters each alone."""
    word = ""
    for char in line:
        if char == " " or (chinese and wide(char)):
            if word:
                yield word
            yield char
            word = ""
        else:
            word += char
    if word:
        yield word


def fold(text, edge, chinese=True, flowed=False):
    for line in text.split("\n"):
        out = ""
        for piece in pieces(line, chinese):
            if sum(2 if wide(c) else 1 for c in out + piece) > edge and out.strip():
                yield out.rstrip() + (" " if flowed else "")
                out = "" if piece == " " else piece
            else:
                out += piece
        yield out


def quote(lines, mark="> "):
    return "\n".join((mark + line).rstrip() if line.strip() else mark.rstrip() for line in lines)


WAYS = {
    "fold-66": lambda text: "\n".join(fold(text, 66)),
    "fold-72": lambda text: "\n".join(fold(text, 72)),
    "fold-78": lambda text: "\n".join(fold(text, 78)),
    "fold-76-words": lambda text: "\n".join(fold(text, 76, chinese=False)),
    "flowed": lambda text: "\n".join(fold(text, 72, flowed=True)),
    "quoted": lambda text: quote(text.split("\n")),
    "quoted-twice": lambda text: quote(text.split("\n"), ">> "),
    "quoted-folded": lambda text: quote(fold(text, 70)),
}


def read(path):
    """What the papers say. Without the names of categories: a legend that was folded loses where its names end."""
    text, issue = (wenzhai("dump", f"--format={form}", "-q", path).stdout for form in ("text", "json"))
    names = {name["text"] for category in json.loads(issue).get("categories", []) for name in category["names"]}
    return [line for line in text.split("\n") if line not in names]


def check(path, text, wanted):
    path.write_text(text, encoding="utf-8")
    found = read(path)
    tap.no([f"- {left[:120]!r}\n+ {right[:120]!r}" for left, right in zip(wanted, found) if left != right])
    assert found == wanted


HTML = "<!DOCTYPE html><html><body><p>Your client shows no HTML.</p></body></html>"


def message(*contents):
    """A message with what add() and the like of each pair say."""
    mail = EmailMessage(policy=policy.SMTP.clone(cte_type="8bit"))
    mail["From"], mail["To"], mail["Subject"] = "编者 <editor@example.org>", "reader@example.org", "每日论文"
    mail["Date"] = "Mon, 09 Nov 2026 23:30:00 +0800"
    for how, *arguments in contents:
        options = arguments.pop() if isinstance(arguments[-1], dict) else {}
        getattr(mail, how)(*arguments, **options)
    return mail


def flowed(text):
    part = MIMEText("\r\n".join(fold(text, 72, flowed=True)), _charset="utf-8")
    part.set_param("format", "flowed")
    for name in ("From", "Date", "Subject"):
        part[name] = message()[name]
    return part


def forwarded(text):
    return message(("set_content", "See below.\n"), ("add_attachment", message(("set_content", text))))


MESSAGES = {
    "plain": lambda text: message(("set_content", text, {"cte": "8bit"})),
    "base64": lambda text: message(("set_content", text, {"cte": "base64"})),
    "quoted-printable": lambda text: message(("set_content", text, {"cte": "quoted-printable"})),
    "gb18030": lambda text: message(("set_content", text, {"charset": "gb18030"})),
    "alternative": lambda text: message(("set_content", text), ("add_alternative", HTML, {"subtype": "html"})),
    "attached": lambda text: message(("set_content", "The digest is attached.\n"),
                                     ("add_attachment", text.encode(), "text", "plain", {"filename": "日报.txt"})),
    "forwarded": forwarded,
    "flowed": flowed,
}


def check_message(path, mail, wanted):
    path.write_bytes(mail.as_bytes())
    title, *papers = read(path)
    assert title == "每日论文" and papers == wanted
    issue = json.loads(wenzhai("dump", "--format=json", "-q", path).stdout)
    assert issue["date"] == "2026-11-09", issue["date"]


def test_messages():
    text, folder = (EXAMPLES / "2026-11-09.txt").read_text(encoding="utf-8-sig"), scratch()
    (folder / "plain.txt").write_text(text, encoding="utf-8")
    wanted = read(folder / "plain.txt")[1:]  # but for the title, which a message says
    for name, make in MESSAGES.items():
        yield name, lambda: check_message(folder / f"{name}.eml", make(text), wanted)


def test_messages_without_papers():
    folder = scratch()
    for name, mail in (("text", message(("set_content", "Lunch at noon?\n"))), ("nothing", message(("set_content", "")))):
        (folder / name).write_bytes(mail.as_bytes())
        done = wenzhai("dump", folder / name, status=2)
        yield name, lambda: tap.no([] if "[not-a-digest]" in done.stderr else [done.stderr])


def test_what_is_left_is_named():
    mail = message(("set_content", (EXAMPLES / "2026-11-09.txt").read_text(encoding="utf-8-sig")),
                   ("add_attachment", b"%PDF-1.7", "application", "pdf", {"filename": "talk.pdf"}))
    path = scratch() / "with-pdf.eml"
    path.write_bytes(mail.as_bytes())
    said = wenzhai("check", path).stderr
    assert "application/pdf, talk.pdf [mail-parts-left]" in said, said


def test_mail():
    for day in sorted(EXAMPLES.glob("*.txt")):
        # No-break spaces part entries; a mail program makes spaces of them or leaves them, and trailing ones go.
        text, path = day.read_text(encoding="utf-8-sig"), scratch() / day.name
        path.write_text(text, encoding="utf-8")
        wanted = read(path)
        for way, change in WAYS.items():
            yield f"{day.stem}/{way}", lambda: check(path, change(text), wanted)


def test_a_second_digest_is_not_lost_in_silence():
    first, second = ((EXAMPLES / f"2026-11-{day}.txt").read_text(encoding="utf-8-sig") for day in ("09", "10"))
    mail = message(("set_content", "Two days at once.\n"),
                   ("add_attachment", first.encode(), "text", "plain", {"filename": "one.txt"}),
                   ("add_attachment", second.encode(), "text", "plain", {"filename": "two.txt"}))
    path = scratch() / "two.eml"
    path.write_bytes(mail.as_bytes())
    said = wenzhai("check", path).stderr
    assert "two.txt" in said and "[mail-digest-left]" in said and "warning" in said, said
    both = message(("set_content", first), ("add_attachment", first.encode(), "text", "plain", {"filename": "same.txt"}))
    path.write_bytes(both.as_bytes())
    assert "[mail-digest-left]" not in wenzhai("check", path).stderr


tap.run(globals())
