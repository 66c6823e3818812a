#!/usr/bin/env python3
"""Programs of each protocol, as they were when it was new: they run, get all that they got then, and are understood."""
import json
import shutil
from pathlib import Path

from harness import ROOT, Folder, expect, tap

HERE = Path(__file__).parent / "program"
SCHEMA = json.loads((ROOT / "core/json/wenzhai-job.schema.json").read_text())
TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int, "number": (int, float), "null": type(None)}


def is_of(value, name):
    return isinstance(value, TYPES[name]) and (name == "boolean" or not isinstance(value, bool))


def faults(value, schema, place=""):
    """What of a value is not as the schema says; of the key words those that ours use."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/$defs/")
        return faults(value, SCHEMA["$defs"][name], place) if name in SCHEMA["$defs"] else []
    names = schema.get("type", [])
    found = []
    if names and not any(is_of(value, name) for name in ([names] if isinstance(names, str) else names)):
        return [f"{place}: {value!r:.80} is no {names}"]
    if value not in schema.get("enum", [value]) or schema.get("const", value) != value:
        found.append(f"{place}: {value!r:.80} is none of {schema.get('enum', schema.get('const'))}")
    if "anyOf" in schema and all(faults(value, one, place) for one in schema["anyOf"]):
        found.append(f"{place}: {value!r:.80} is nothing of what it may be")
    if isinstance(value, dict):
        found += [f"{place}: no {name}" for name in schema.get("required", []) if name not in value]
        known = schema.get("properties", {})
        for name, member in value.items():
            if known and name not in known and "additionalProperties" not in schema:
                found.append(f"{place}.{name}: the schema does not know it")
            found += faults(member, known.get(name, schema.get("additionalProperties", {})), f"{place}.{name}")
    elif isinstance(value, list):
        for i, item in enumerate(value):
            found += faults(item, schema.get("items", {}), f"{place}[{i}]")
    return found


def lost(old, new, place="job"):
    """What an older job has and a newer one has not, or has otherwise."""
    if isinstance(old, dict) and isinstance(new, dict):
        return [fault for name, value in old.items()
                for fault in ([f"{place}.{name}"] if name not in new else lost(value, new[name], f"{place}.{name}"))]
    if isinstance(old, list) and isinstance(new, list) and len(old) <= len(new):
        return [fault for i, value in enumerate(old) for fault in lost(value, new[i], f"{place}[{i}]")]
    return [] if old == new or place in ("job.generator",) else [f"{place}: {old!r:.60} became {new!r:.60}"]


def install(folder, where):
    shutil.copytree(where, Path(folder.path) / "plugins")
    return {"WENZHAI_PLUGIN_PATH": str(Path(folder.path) / "plugins")}


def test_programs_of_each_protocol():
    for where in sorted(HERE.iterdir()):
        def run(where=where):
            with Folder() as folder:
                env = install(folder, where)
                result = folder.run("export", "plugins/issue.json", "-o", "out.words", "--set", "words.upper=yes", "-v", env=env)
                expect(result, 0, "words-hint")
                assert folder.read("out.words").decode() == (where / "expected.txt").read_text(), folder.read("out.words").decode()
        yield where.name, run


def test_what_a_job_has_it_keeps():
    for where in sorted(HERE.iterdir()):
        def compare(where=where):
            with Folder() as folder:
                env = install(folder, where)
                folder.write("plugins/words.py", "import sys\nsys.stdout.buffer.write(sys.stdin.buffer.read())\n")
                expect(folder.run("export", "plugins/issue.json", "-o", "job.words", env=env), 0)
                new, old = json.loads(folder.read("job.words")), json.loads((where / "job.json").read_text())
                tap.no(lost(old, new))
                tap.no(faults(new, SCHEMA))
                tap.no(faults(old, SCHEMA))
        yield where.name, compare


def test_answers_of_readers():
    for answer in sorted(HERE.glob("*/answers/*.json")):
        def read(answer=answer):
            with Folder() as folder:
                folder.write("p/answer.wzplugin", "[plugin]\nkind = reader\nprotocol = 1\ncommand = cat answer.json\n"
                             "patterns = *.foo\n")
                shutil.copy(answer, Path(folder.path) / "p" / "answer.json")
                folder.write("some.foo", "one\n")
                result = folder.run("dump", "some.foo", "--format=json", env={"WENZHAI_PLUGIN_PATH": folder.path + "/p"})
                expect(result, 0)
                assert len(json.loads(result.stdout)["sections"][0]["entries"]) == 1
                assert "warning" not in result.stderr, result.stderr
        yield answer.parent.parent.name + "-" + answer.stem, read


tap.run(globals())
