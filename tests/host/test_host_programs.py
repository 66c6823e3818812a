#!/usr/bin/env python3
"""Plugins that are programs: what a manifest says, what a program gets, and that it costs itself alone."""
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

from harness import ROOT, Folder, WENZHAI, bad, expect, tap
from harness.programs import MANIFEST, install, run

OUT = "2022-09-22.prog"


def export(folder, *arguments):
    return run(folder, "export", "2022-09-22.txt", "-t", "prog", *arguments)


def makes(script, *texts, data=None, args=(), status=0, **manifest):
    """What the program makes, with what is said."""
    with Folder() as folder:
        install(folder, script, **manifest)
        result = export(folder, *args)
        expect(result, status, *texts)
        folder.expect_no_process()
        assert (OUT in folder.names()) == (status == 0), folder.names()
        if data is not None:
            assert folder.read(OUT) == data, folder.read(OUT)[:500]
        return folder.read(OUT) if status == 0 else result


def fails(script, *texts, **more):
    return makes(script, "plugin prog", *texts, status=1, **more)


# ---- Manifests ----

OPTIONS = """
[option loud]
type = boolean
default = no
help = Says it loudly
help.zh = 大声说

[option size]
type = choice
choices = small, large
default = small

[option width]
type = length
default = 12.5mm
min = 1
max = 20

[option times]
type = integer
default = 3

[option word]
type = string
default =
"""


def test_a_manifest_is_a_plugin_like_any():
    with Folder() as folder:
        install(folder, "", options=OPTIONS)
        listed = json.loads(run(folder, "plugin", "list", "--format=json").stdout)
        assert [one["name"] for one in listed if one["path"].endswith("prog.wzplugin")] == ["prog"], listed
        shown = json.loads(run(folder, "plugin", "show", "prog", "--format=json").stdout)
        assert [option["name"] for option in shown["options"]] == ["loud", "size", "width", "times", "word"]
        assert shown["options"][2]["maximum"] == 20
        expect(export(folder, "--set", "prog.width=30mm"), 64, "prog.width", "1 to 20")
        expect(export(folder, "--set", "prog.size=huge"), 64, "one of small, large")


def test_what_is_wrong_with_a_manifest_has_its_place_and_its_remedy():
    good = "[plugin]\n" + "".join(f"{key} = {value}\n" for key, value in MANIFEST.items())
    for text, *expected in (
            (good.replace("kind = output", "knid = output"), "line 2, column 1", "did you mean “kind”?"),
            (good.replace("kind = output", "kind = oven"), "line 2, column 8", "output or reader"),
            (good.replace("protocol = 1", "protocol = 2"), "line 3, column 12", "protocol 2, this wenzhai speaks 1", "update"),
            (good.replace("protocol = 1\n", ""), "line 1, column 1", "lacks “protocol = …”"),
            (good.replace(sys.executable, "python-of-nobody"), "line 7, column 11", "“python-of-nobody”", "install it"),
            (good.replace(MANIFEST["command"], "./nothing.py"), "“./nothing.py” beside the manifest"),
            (good.replace(MANIFEST["command"], "prog.py"), "not executable", "chmod +x"),
            (good.replace(MANIFEST["command"], '"half'), "line 7, column 11", "cannot be read"),
            (good.replace("extension = prog", "extension = P/../x"), "file name extension"),
            (good.replace("summary = Tests", "summary = " + "x" * 300), "longer than 200 bytes"),
            (good + "patterns = *.x\n", "line 10, column 1", "no patterns"),
            (good + "[option a b]\ntype = string\ndefault =\n", "line 10, column 1", "valid name"),
            (good + "[option a]\ntype = sting\ndefault =\n", "line 11, column 8", "“sting” is no type"),
            (good + "[option a]\ntype = integer\n", "line 10, column 1", "default"),
            (good + "[option a]\ntype = integer\ndefault = x\n", "line 10, column 1", "not valid"),
            (good + "[option a]\ntype = integer\ndefault = 1\nmin = low\n", "line 13, column 7", "a number"),
            (good + "[option a]\ntype = integer\ndefault = 1\nmin = 9\nmax = 2\n", "line 10, column 1", "its range is none"),
            (good + "[other]\n", "line 10, column 1", "no group [other]"),
            (good + "one line that is none\n", "line 10"),
            ("", "lacks “kind = …”"), ("\0" * 100, "not UTF-8"), ("[plugin]\n" + "#" * 300000, "more than 256 KiB")):
        with Folder() as folder:
            install(folder, "")
            folder.write("plugins/prog.wzplugin", text)
            expect(export(folder), 1, "plugin prog", *expected)
            assert OUT not in folder.names()


def test_what_anybody_may_write_to_is_not_run():
    with Folder() as folder:
        script = install(folder, "print(1)")
        os.chmod(script, 0o666)
        expect(export(folder), 1, "anybody may write", "chmod o-w")
        os.chmod(script, 0o644)
        expect(export(folder), 0)
        os.chmod(os.path.join(folder.path, "plugins/prog.wzplugin"), 0o666)
        expect(export(folder), 1, "anybody may write", "chmod o-w")


def test_a_broken_manifest_costs_nobody_else():
    with Folder() as folder:
        install(folder, "print('fine')")
        folder.write("plugins/other.wzplugin", "[plugin]\n")
        expect(export(folder), 0, "warning: plugin other", "lacks")
        assert folder.read(OUT) == b"fine\n"


def test_the_summary_in_the_language_of_the_messages():
    with Folder() as folder:
        install(folder, "", **{"summary.zh": "试一试"})
        assert "试一试" in run(folder, "plugin", "list", env={"LANGUAGE": "zh_CN:zh", "LC_ALL": "zh_CN.UTF-8"}).stdout
        assert "Tests" in run(folder, "plugin", "list").stdout


# ---- What a program gets ----

JOB = "import json, sys\njob = json.load(sys.stdin)\n"


def test_the_job():
    job = json.loads(makes(JOB + "json.dump(job, sys.stdout)", options=OPTIONS,
                           args=["--set", "prog.loud=yes", "--set", "prog.times=7", "--set", "prog.word=词"]))
    assert job["wenzhai-job"] == 1
    assert job["options"] == {"loud": True, "size": "small", "width": {"value": 12.5, "unit": "mm"}, "times": 7, "word": "词"}
    assert job["languages"] == "both" and job["extension"] == "prog" and job["generator"].startswith("wenzhai ")
    assert job["labels"]["index-author"] == "作者索引"
    assert job["style"]["cover.layout"]
    assert "一种通用算法学习器" in json.dumps(job["issue"], ensure_ascii=False)


def test_the_galley_and_the_issue_are_those_of_dump():
    with Folder() as folder:
        install(folder, JOB + "json.dump(job, sys.stdout)")
        expect(export(folder), 0)
        job = json.loads(folder.read(OUT))
        folder.write("issue.json", json.dumps(job["issue"]))
        lines = folder.run("dump", "issue.json", "--no-normalize", "--format=galley").stdout.splitlines()
        entries = [[piece for piece in pieces if piece["partKind"] == "entry" and piece["kind"] != "slot"]
                   for pieces in (job["galley"], list(map(json.loads, lines)))]
        assert entries[0] == entries[1] and entries[0]
        again = json.loads(folder.run("dump", "issue.json", "--no-normalize", "--format=json").stdout)
        assert again["sections"] == job["issue"]["sections"]


def test_a_program_hears_little_of_its_machine():
    seen = json.loads(makes("import json, os, sys\njson.dump([dict(os.environ), os.getcwd(), sorted(os.listdir('/proc/self/fd'))],"
                            " sys.stdout)"))
    environment, folder, descriptors = seen
    assert set(environment) <= {"PATH", "LD_LIBRARY_PATH", "SOURCE_DATE_EPOCH", "HOME", "TMPDIR", "LANG", "TZ", "PYTHONPATH",
                                "PYTHONDONTWRITEBYTECODE", "PYTHONHASHSEED", "LC_CTYPE"}, environment
    assert environment["HOME"] == environment["TMPDIR"] == folder
    assert descriptors[:4] == ["0", "1", "2", "3"] and len(descriptors) == 5, descriptors  # and the listing's own


# ---- What a program does ----

SAY = "import os\ndef say(text):\n    os.write(3, text.encode())\n"


def test_progress_and_diagnostics():
    makes(SAY + 'say(\'{"type":"progress","done":1,"total":2}\\n\')\n'
          'say(\'{"type":"diag","severity":"warning","code":"prog-odd","detail":"is odd","file":"a.txt","line":3,"column":4,'
          '"later":[1]}\\n\')\nprint("x")', "a.txt:3:4: prog: warning: is odd [prog-odd]", data=b"x\n")


def test_what_it_prints_to_its_standard_error():
    makes('import sys\nprint("\\x1b[31mred", file=sys.stderr)\nprint("x")', "prog: warning: <U+001B>[31mred [plugin-log]")


def test_it_may_answer_before_it_reads_and_never_read():
    makes("import sys\nprint('x' * 3000000, flush=True)\nlen(sys.stdin.read())", data=b"x" * 3000000 + b"\n")
    makes("print('x')", data=b"x\n")
    makes("import os\nos.close(0)\nprint('x')", data=b"x\n")


def test_how_it_fails():
    fails("raise SystemExit(3)", "exit status 3")
    fails("pass", "wrote nothing")
    fails(SAY + 'say(\'{"type":"error","detail":"the moon is wrong"}\\n\')\nprint("x")\nraise SystemExit(1)', "the moon is wrong")
    fails("import os\nos.kill(os.getpid(), 11)", "signal 11")
    fails("import time\ntime.sleep(60)", "was stopped after", "--time-limit raises it", args=["--time-limit", "1"])
    fails("print('x')\nraise KeyError('key of mine')", "KeyError: 'key of mine'", "exit status 1")


def test_what_is_no_message():
    for text in ("junk\\n", "{\\n", '{"type":"half', "[]\\n", '{"type":"nothing"}\\n', "\\0\\n", '{"type":1}\\n'):
        fails(SAY + f"say('{text}')\nprint('x')", "descriptor 3", "no message")


def test_a_last_message_without_a_line_end():
    makes(SAY + 'say(\'{"type":"diag","severity":"warning","detail":"is odd"}\')\nprint("x")', "is odd", data=b"x\n")


def test_sixty_thousand_diagnostics():
    makes(SAY + 'for i in range(60000):\n    say(\'{"type":"diag","severity":"hint","detail":"%d"}\\n\' % i)\nprint("x")',
          "50000 more messages are left out", data=b"x\n")


def test_endless_output():
    fails("import sys\nwhile True:\n    sys.stdout.write('x' * 1000000)", "File too large", args=["--memory-limit", "100"])


def test_what_cannot_be_started():
    with Folder() as folder:
        script = install(folder, "#!/nowhere/python\nprint(1)", command="prog.py")
        os.chmod(script, 0o755)
        expect(export(folder), 1, "plugin prog", "cannot run", "#!", "install that")
        folder.write("plugins/prog.py", "print(1)")
        expect(export(folder), 1, "plugin prog", "no program of this machine")
        folder.write("plugins/prog.py", "#!/bin/sh\necho sh; echo $#; cat >/dev/null")
        expect(export(folder), 0)
        assert folder.read(OUT) == b"sh\n0\n"


def test_it_costs_itself_alone():
    with Folder() as folder:
        install(folder, "raise SystemExit(1)")
        expect(run(folder, "export", "2022-09-22.txt", "--plugin", bad("good"), "-t", "prog,good", "-o", "out/"), 1, "plugin prog")
        assert folder.names("out") == ["2022-09-22.bad"]


def folder_of(script, *texts, status=0, **more):
    """What a program makes whose output is a folder; None where it may not."""
    with Folder() as folder:
        install(folder, script, folder="yes")
        os.mkdir(os.path.join(folder.path, "tmp"))
        result = run(folder, "export", "2022-09-22.txt", "-t", "prog", "-o", "set", *more.get("args", ()),
                     env={"TMPDIR": os.path.join(folder.path, "tmp")})
        expect(result, status, *texts)
        folder.expect_no_process()
        assert folder.names("tmp") == []
        if status != 0:
            assert "set" not in folder.names()
            return None
        return {os.path.relpath(os.path.join(path, name), os.path.join(folder.path, "set"))
                for path, _, names in os.walk(os.path.join(folder.path, "set")) for name in names}


def test_a_folder_of_files():
    assert folder_of("import os\nos.mkdir('a')\nopen('a/b.txt', 'w').write('b')\nopen('c 中.txt', 'w').write('c')\nprint('said')",
                     "prog: warning: said") == {"a/b.txt", "c 中.txt", ".wzfiles"}


def test_what_may_not_be_in_a_folder():
    for script, *texts in (
            ("pass", "wrote nothing"), ("open('.hidden', 'w')", "hidden"), ("open('a\\nb', 'w')", "no plain text"),
            ("open('a', 'w'); open('A', 'w')", "cannot tell from another"), ("os.symlink('/etc/passwd', 'a')", "no plain file"),
            ("os.mkfifo('a')", "no plain file"), ("open(b'\\xff', 'w')", "no plain text"),
            ("os.makedirs('/'.join('abcdefghijkl'))", "deep"), ("open('a', 'wb').truncate(300 << 20)", "", ),
            ("open('a', 'w'); raise SystemExit(1)", "exit status 1")):
        args = ["--memory-limit", "100"]
        folder_of("import os\n" + script, "plugin prog", *texts, status=1, args=args)


def test_nothing_is_left_where_the_program_is_killed():
    with Folder() as folder:
        install(folder, "import time\nopen('half', 'w').write('x')\ntime.sleep(60)", folder="yes")
        os.mkdir(os.path.join(folder.path, "tmp"))
        env = dict(os.environ, TMPDIR=os.path.join(folder.path, "tmp"), WENZHAI_PLUGIN_PATH=os.path.join(folder.path, "plugins"))
        wenzhai = subprocess.Popen([WENZHAI, "export", "2022-09-22.txt", "-t", "prog", "-o", "set"], cwd=folder.path, env=env,
                                   stderr=subprocess.DEVNULL)
        until = time.monotonic() + 60
        while not list(Path(folder.path, "tmp").glob("*/files/half")) and time.monotonic() < until:
            time.sleep(0.02)
        wenzhai.kill()
        wenzhai.wait()
        folder.expect_no_process()
        assert folder.names("tmp") == [] and "set" not in folder.names()


# ---- The module for programs in Python ----


def test_the_module():
    made = makes("import wenzhai\njob = wenzhai.read_job()\nwenzhai.progress(1, 2)\n"
                 "for entry in job.entries():\n    job.warn('odd', at=entry['at'], code='prog-odd')\n"
                 "for part, pieces in job.parts('entry'):\n    wenzhai.write(part + ' ' + wenzhai.plain(pieces[1]) + '\\n')\n"
                 "wenzhai.write(wenzhai.plain(job['issue']['sections'][0]['entries'][0]['abstracts'][0]['content']).encode())",
                 "2022-09-22.txt:9:1: prog: warning: odd [prog-odd]")
    assert made.decode().splitlines()[0] == "p-2209.11142 一种通用算法学习器", made.decode()
    assert "能解决许多任务。" in made.decode()
    fails("import wenzhai\nwenzhai.fail('the moon is wrong')", "the moon is wrong")
    with Folder() as folder:
        install(folder, "import wenzhai\n"
                "titles = [{'lang': 'en', 'content': [{'text': wenzhai.read_text().strip() + wenzhai.file_name()}]}]\n"
                "wenzhai.write({'wenzhai': 1, 'sections': [{'kind': 'featured', 'entries': [{'titles': titles}]}]})",
                kind="reader", extension=None, media_type=None, patterns="*.foo")
        folder.write("some.foo", "A Title, ")
        assert "A Title,some.foo" in run(folder, "dump", "some.foo", "--format=json").stdout


def test_the_plugin_of_the_documents():
    text = (ROOT / "docs/program-plugins.md").read_text(encoding="utf-8")
    with Folder() as folder:
        for name, code in re.findall(r"^```\w+ (\S+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
            folder.write(name, code)
        os.rename(os.path.join(folder.path, "2022-09-22.txt"), os.path.join(folder.path, "today.txt"))
        made = []
        for line in re.search(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL).group(1).splitlines():
            expect(folder.run(*line.split()[1:]), 0)
            made.append(folder.read("today.headings").decode().splitlines()[0])
        assert made == ["1. 一种通用算法学习器", "一种通用算法学习器"], made


# ---- Readers ----

READ = """import json, os, sys
entries = []
for line, text in enumerate(sys.stdin, 1):
    key, title, abstract = text.rstrip("\\n").split("\\t")
    entries.append({"arxivId": key, "titles": [{"lang": "en", "content": [{"text": title, "at": [0, line, 7]}]}], "at": [0, line, 1],
                    "abstracts": [{"lang": "en", "content": [{"kind": "paragraph", "children": [{"text": abstract}]}]}]})
print(json.dumps({"wenzhai": 1, "lang": "en", "date": os.environ["WENZHAI_FILE"][:10], "sections":
                  [{"kind": "featured", "entries": entries}]}))
"""
FOO = "1706.03762\tAttention\tWe attend.\n2209.00001\tAnother\tSomething else.\n"


def reader(folder, script=READ, text=FOO, **changes):
    install(folder, script, kind="reader", extension=None, media_type=None, **{"patterns": "*.foo, *.FOO2", **changes})
    folder.write("2026-11-09.foo", text)


def test_a_reader_is_one_of_the_readers():
    with Folder() as folder:
        reader(folder)
        assert "prog " in run(folder, "reader", "list").stdout
        assert "*.foo *.FOO2" in run(folder, "plugin", "list").stdout
        shown = json.loads(run(folder, "plugin", "show", "prog", "--format=json").stdout)
        assert shown["kind"] == "reader" and shown["patterns"] == ["*.foo", "*.FOO2"] and shown["program"]
        assert "prog: 2 entries" in run(folder, "reader", "test", "2026-11-09.foo").stdout
        checked = run(folder, "check", "2026-11-09.foo")
        expect(checked, 0)
        assert "prog  2026-11-09" in checked.stdout, checked.stdout
        dump = json.loads(run(folder, "dump", "2026-11-09.foo", "--format=json").stdout)
        entry = dump["sections"][0]["entries"][1]
        assert entry["at"] == [0, 2, 1] and dump["files"] == ["2026-11-09.foo"] and entry["arxivId"] == "2209.00001"
        expect(run(folder, "export", "2026-11-09.foo", "--plugin", bad("good"), "-t", "good"), 0)
        assert b"Attention" in folder.read("2026-11-09.bad")
        expect(run(folder, "export", "-t", "prog", "2026-11-09.foo"), 64, "there is no output “prog”")


def test_a_reader_reads_what_lies_in_a_folder():
    with Folder() as folder:
        reader(folder)
        os.makedirs(os.path.join(folder.path, "inbox"))
        for name in ("2026-11-09.foo", "2026-11-10.foo2"):
            folder.write("inbox/" + name, FOO)
        result = run(folder, "export", "inbox", "--plugin", bad("good"), "-t", "good", "-o", "all.bad")
        expect(result, 0, "4 papers from 2 files")


def test_another_reader_may_be_asked_for_and_dumps_are_read_as_ever():
    with Folder() as folder:
        reader(folder, patterns="*")
        expect(run(folder, "check", "2022-09-22.txt"), 2, "the reader prog")
        expect(run(folder, "check", "2022-09-22.txt", "--reader", "text"), 0)
        folder.write("issue.json", run(folder, "dump", "2022-09-22.txt", "--reader", "text", "--format=json").stdout)
        assert "json " in run(folder, "check", "issue.json").stdout


def test_readers_that_go_wrong():
    for script, *texts in (("import os\nos.kill(os.getpid(), 11)", "signal 11"), ("raise SystemExit(2)", "exit status 2"),
                           ("pass", "what the reader prog answers"), ("print('{')", "what the reader prog answers"),
                           ("print('[' * 10000)", "what the reader prog answers"), ("print('{}')", "no member"),
                           ("import sys\nsys.stdout.buffer.write(b'\\xff\\xfe')", "what the reader prog answers"),
                           ("print('{\"wenzhai\":1}')", "no paper and no text"),
                           ("print('{\"wenzhai\":2}')", "what the reader prog answers", "wenzhai"),
                           (READ.replace('"at": [0, line, 1]', '"at": [7, line, 1]'), "index into files"),
                           (SAY + "say('x\\n')", "descriptor 3"),
                           (SAY + 'say(\'{"type":"error","detail":"the moon is wrong"}\\n\')\nraise SystemExit(1)', "the moon is wrong")):
        with Folder() as folder:
            reader(folder, script)
            expect(run(folder, "check", "2026-11-09.foo"), 2, *texts)
            folder.expect_no_process()


def test_diagnostics_of_a_reader_have_the_place():
    with Folder() as folder:
        reader(folder, SAY + 'say(\'{"type":"diag","severity":"warning","code":"foo-odd","detail":"odd","line":2,"column":3}\\n\')\n' + READ)
        expect(run(folder, "check", "2026-11-09.foo"), 0, "2026-11-09.foo:2:3: warning: prog: odd [foo-odd]")


def test_a_reader_of_a_taken_name():
    with Folder() as folder:
        reader(folder, name="text", **{})
        expect(run(folder, "reader", "list"), 0, "plugin text", "another name")


tap.run(globals())
