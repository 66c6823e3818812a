#!/usr/bin/env python3
"""`wenzhai watch`, without a browser: what the page is told, what it is given, and what it is not."""
import json
import os
import signal
import socket
import time
from urllib.parse import urlsplit

from harness import Folder, expect, tap
from watching import PATIENCE, Watch, day, epub_text, hashes, needs_preview, watching, week

OLD, NEW = "注意力机制", "另一个完全不同的标题"


def titles(state):
    return [title for _, title, _ in state["books"][0]["pdf"]["outline"]]


def overlay(folder, title):
    folder.write("p/overlays/2026-W46.overlay.ini", f"[1706.03762]\ntitle = {title}\n")


def test_a_save_is_shown():
    with watching("p", project=week) as (watch, folder):
        book = watch.wait_made()["books"][0]
        assert len(book["pdf"]["pages"]) > 20 and book["name"].endswith("2026-W46"), book["name"]
        before = hashes(os.path.join(folder.path, "p"))
        begun = time.monotonic()
        overlay(folder, NEW)
        state = watch.wait(lambda state: state["books"] and any(NEW in title for title in titles(state)))
        pdf_after = time.monotonic() - begun
        book = watch.wait(lambda state: not state["busy"])["books"][0]
        assert NEW in epub_text(watch, book, "EPUB/text/p-1706.03762.xhtml")
        png, headers = watch.fetch(f"pdf/{book['pdf']['number']}/0@1.500.png")
        assert png[:4] == b"\x89PNG" and headers["Content-Type"] == "image/png"
        # nothing is written where the editor works
        after = hashes(os.path.join(folder.path, "p"))
        assert {name for name in after if after[name] != before.get(name)} == {"overlays/2026-W46.overlay.ini"}
        assert state["books"][0]["pdf"]["number"] > 0
        return f"the new PDF was there {pdf_after:.2f} s after the save"


def test_pages_that_stay_keep_their_mark():
    with watching("p", project=week) as (watch, folder):
        def marks(book):
            return [watch.fetch(f"pdf/{book['pdf']['number']}/{page}@0.250.png", method="HEAD")[1]["ETag"]
                    for page in range(len(book["pdf"]["pages"]))]
        before = marks(watch.wait_made()["books"][0])
        overlay(folder, "换一")
        watch.wait(lambda state: any("换一" in title for title in titles(state)))
        after = marks(watch.wait_made()["books"][0])
        changed = [page for page, (old, new) in enumerate(zip(before, after)) if old != new]
        assert len(before) == len(after) and 0 < len(changed) < len(before) / 3, changed


def test_diagnostics_with_their_places():
    with watching("p", project=day) as (watch, folder):
        watch.wait_made()
        folder.write("p/overlays/2022-W38.overlay.ini", "[2209.11142]\nno-such-key = 1\n")
        wrong = watch.wait(lambda state: any(m["severity"] == "error" for m in state["messages"]))["messages"][0]
        assert wrong["file"].endswith("2022-W38.overlay.ini") and wrong["line"] == 2, wrong
        os.remove(os.path.join(folder.path, "p/overlays/2022-W38.overlay.ini"))
        watch.wait(lambda state: not state["busy"] and not any(m["severity"] == "error" for m in state["messages"]))


def test_what_readers_have_is_shown_as_it_is():
    def published(folder):
        day(folder)
        expect(folder.run("publish", "p", "2022-W38", "-t", "epub"), 0)
    with watching("p", project=published) as (watch, folder):
        assert "A Learner of Algorithms" in epub_text(watch, watch.wait_made()["books"][0], "EPUB/text/p-2209.11142.xhtml")
        number = watch.state["books"][0]["epub"]
        folder.write("p/overlays/2022-W38.overlay.ini", "[2209.11142]\ntitle.en = Quite Another\n")
        book = watch.wait(lambda state: not state["busy"] and state["books"][0]["epub"] != number)["books"][0]
        assert "A Learner of Algorithms" in epub_text(watch, book, "EPUB/text/p-2209.11142.xhtml")


def test_what_cannot_be_made_leaves_the_last_book():
    with watching("p", project=day) as (watch, folder):
        book = watch.wait_made()["books"][0]
        ini = folder.read("p/wenzhai.ini")
        folder.write("p/wenzhai.ini", ini + b"\nnonsense = 1\n[project]\nseries =\nfoo = 1\n")
        state = watch.wait(lambda state: state["stale"])
        assert state["books"][0]["name"] == book["name"] and state["messages"]
        folder.write("p/wenzhai.ini", ini)
        assert not watch.wait(lambda state: not state["busy"] and not state["stale"])["stale"]


def test_a_text_with_a_style():
    with watching("2022-09-22.txt", "-s", "./mine") as (watch, folder):
        state = watch.wait(lambda state: not state["busy"])
        assert state["books"] == [] and state["messages"], state  # there is no style yet
        folder.write("mine/style.ini", "[style]\nInherits=large\n[page]\npaper=A5\n")
        folder.write("2022-09-22.txt", folder.read("2022-09-22.txt"))
        size = watch.wait_made()["books"][0]["pdf"]["pages"][0]
        folder.write("mine/style.ini", "[style]\nInherits=large\n[page]\npaper=A4\n")
        watch.wait(lambda state: not state["busy"] and state["books"] and state["books"][0]["pdf"]["pages"][0][0] > size[0] + 50)
        folder.write("other.txt", "none of its business")
        time.sleep(0.3)
        assert json.loads(watch.fetch("state")[0])["number"] == watch.state["number"]


def test_a_period_of_a_folder():
    with watching(".", "--week", "2022-W38") as (watch, _):
        assert watch.wait_made()["books"][0]["name"].endswith("2022-W38")


def test_only_this_machine_and_who_has_the_secret():
    with watching("2022-09-22.txt") as (watch, folder):
        book = watch.wait_made()["books"][0]
        port = urlsplit(watch.address).port
        secret = urlsplit(watch.address).path
        _, headers = watch.fetch()
        assert headers["Content-Security-Policy"].startswith("default-src 'self'; ")
        assert "script-src 'none'" in watch.fetch(f"epub/{book['epub']}/EPUB/package.opf")[1]["Content-Security-Policy"]
        assert watch.status(headers={"Host": "evil.example"}) == 403
        assert watch.status(headers={"Host": f"evil.example:{port}"}) == 403
        assert watch.status(headers={"Host": f"localhost:{port}"}) == 200
        assert watch.status(method="POST") == watch.status(method="PUT") == 405
        ask = [b"/", b"/state", b"/" + b"0" * 32 + b"/", secret.encode() + b"nothing"]
        for up in (b"../", b"..%2f", b"%2e%2e/", b"..\\"):
            ask += [secret.encode() + folder + up * 6 + b"etc/passwd" for folder in (b"", b"epub/%d/" % book["epub"], b"pdf/")]
        for path in ask:
            with tap.at(path), socket.create_connection(("127.0.0.1", port)) as plug:
                plug.sendall(b"GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n" % (path, port))
                answer = b"".join(iter(lambda: plug.recv(65536), b""))
                assert answer[9:12] in (b"400", b"404") and b"root:" not in answer, answer[:200]
        for name in ("pdf/1/0@nan.png", "pdf/1/0@-1.png", "pdf/99999/0@1.png", f"pdf/{book['pdf']['number']}/999999@1.png", "epub/"):
            assert watch.status(name) == 404, name
        # Other interfaces don't answer.
        with open("/proc/net/tcp", encoding="ascii") as table:
            places = [line.split()[1] for line in table if line.split()[1].endswith(f":{port:04X}") and line.split()[3] == "0A"]
        assert places == [f"0100007F:{port:04X}"], places


def test_the_page_loads_nothing_from_elsewhere():
    with watching("2022-09-22.txt") as (watch, _):
        watch.wait_made()
        for name in ("", "page.css", "page.js", "place.js", "reader.css", "reader.js", "words"):
            text = watch.fetch(name)[0].decode().replace("http://www.w3.org/1999/xhtml", "").replace("http://www.idpf.org/2007/ops", "")
            assert "http:" not in text and "https:" not in text and "//cdn" not in text, name
        assert json.loads(watch.fetch("words")[0])["lang"] == "en"


def test_speaks_the_language_of_the_user():
    if not os.path.isdir(os.path.join(os.environ.get("LOCPATH", ""), "zh_CN.UTF-8")):
        raise tap.Skip("locale zh_CN.UTF-8 is not there")
    with watching("2022-09-22.txt", env={"LC_ALL": "zh_CN.UTF-8", "LANGUAGE": ""}) as (watch, _):
        assert json.loads(watch.fetch("words")[0])["lang"] == "zh-CN"


def test_ends_by_a_signal():
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        with watching("2022-09-22.txt") as (watch, _):
            watch.process.send_signal(number)  # also while the book is made
            watch.process.communicate(timeout=PATIENCE)
            assert watch.process.returncode == 0, number


def test_a_preview_that_ends_is_told():
    with watching("2022-09-22.txt") as (watch, folder):
        watch.wait_made()
        for pid in folder.processes():
            with open(f"/proc/{pid}/cmdline", "rb") as line:
                if b"wenzhai-preview" in line.read():
                    os.kill(pid, signal.SIGKILL)
        _, err = watch.process.communicate(timeout=PATIENCE)
        assert watch.process.returncode == 1 and "preview" in err, err


def test_opens_the_page():
    needs_preview()
    with Folder() as folder:
        opener = folder.write("opener", f'#!/bin/sh\nprintf "%s" "$1" > {folder.path}/part\nmv {folder.path}/part {folder.path}/opened\n')
        os.chmod(opener, 0o755)
        watch = Watch(folder, "2022-09-22.txt", "--open", env={"WENZHAI_OPENER": opener})
        for _ in range(400):
            if "opened" in folder.names():
                break
            time.sleep(0.02)
        assert folder.read("opened").decode() == watch.address
        assert watch.end()[0] == 0


def test_wrong_usage():
    needs_preview()
    with Folder() as folder:
        os.makedirs(os.path.join(folder.path, "empty"))
        expect(folder.run("watch", "nothing.txt"), 64, "nothing.txt")
        done = folder.run("watch")
        expect(done, 64, "wenzhai init")


tap.run(globals())
