"""Programs as plugins: what a test writes into a folder, and how wenzhai finds it there."""
import os
import sys

MANIFEST = {"kind": "output", "protocol": "1", "version": "1.0", "summary": "Tests", "license": "MIT",
            "command": f"{sys.executable} prog.py", "extension": "prog", "media-type": "text/plain"}


def install(where, script, options="", name="prog", **changes):
    """A program in the folder `plugins`; a change to None leaves a key out."""
    keys = {**MANIFEST, "command": f"{sys.executable} {name}.py", **{key.replace("_", "-"): value for key, value in changes.items()}}
    lines = [f"{key} = {value}" for key, value in keys.items() if value is not None]
    where.write(f"plugins/{name}.wzplugin", "[plugin]\n" + "\n".join(lines) + "\n" + options)
    return where.write(f"plugins/{name}.py", script)


def run(folder, *arguments, **more):
    return folder.run(*arguments, env={"WENZHAI_PLUGIN_PATH": os.path.join(folder.path, "plugins"), **more.pop("env", {})},
                      **more)
