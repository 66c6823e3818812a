"""An output plugin for wenzhai: standard input is the job, standard output is the file.

It writes plain text, all that the book says: replace line_of() by what your format needs. What a job consists of is told by
wenzhai-job.schema.json, and python/wenzhai.py beside it is the module that is imported here. Same job, same bytes: no clock,
no random number, no environment."""
import wenzhai


def join(piece):
    """A list: names, links, a title. How its items are joined is yours to choose."""
    text = ""
    for item in piece["items"]:
        close = {"cut", "name"} & set(item.get("flags", []))
        text += ("" if not text else " " if close else ", ") + item["text"]
        if "target" in item and piece["role"] == "links":
            text += f" <{item['target']}>"
    return text


def line_of(piece):
    """A piece of a kind you know; you need not know its role."""
    if piece["kind"] == "slot":
        return ""  # what only the output knows: here, nothing
    text = {"items": join, "text": wenzhai.plain, "figure": lambda figure: figure["placeholder"]}[piece["kind"]](piece)
    return (piece["label"] + ": " if "label" in piece else "") + text + "\n"


job = wenzhai.read_job()
parts = list(job.parts())
for number, (anchor, pieces) in enumerate(parts):
    for piece in pieces:
        if job["options"]["authors"] or piece["role"] != "authors":
            wenzhai.write(line_of(piece))
    wenzhai.write("\n")
    wenzhai.progress(number + 1, len(parts))
