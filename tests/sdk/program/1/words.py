import json, os, sys
job = json.load(sys.stdin)
assert job["wenzhai-job"] == 1
os.write(3, b'{"type":"progress","done":1,"total":2}\n')
os.write(3, b'{"type":"diag","severity":"hint","code":"words-hint","detail":"counted","line":1,"column":1,"file":"a"}\n')
for piece in job["galley"]:
    if piece["partKind"] == "entry" and piece["role"] == "entry-title":
        text = " ".join(piece.get("blocks") or [item["text"] for item in piece["items"]])
        print(piece["part"], piece["lang"], text.upper() if job["options"]["upper"] else text)
indent = job["options"]["indent"]
print(indent["value"], indent["unit"], job["languages"], job["labels"]["contents"], job["style"]["cover.layout"] != "")
print(sum(len(entry["abstracts"]) for section in job["issue"]["sections"] for entry in section["entries"] if "abstracts" in entry))
os.write(3, b'{"type":"made","pages":3}\n')
