"""Tests of a script as TAP. A test is a function called test_… of the module or of one of its classes called Test…, with
an object for each; if it is a generator, every pair of a name and a function that it yields is one. Asserts are plain;
raising Skip, as needs() does, skips a test. Words of the command line choose by name: classes, functions, or what a
generator yields, `NAME/NAME` by a part too."""
import ast
import contextlib
import inspect
import linecache
import sys
import traceback

from . import has


class Skip(Exception):
    pass


@contextlib.contextmanager
def at(*what):
    """Says of a failure where it was: of several things that one test goes through."""
    try:
        yield
    except AssertionError as error:
        error.add_note(f"at {what}")
        raise


def needs(*programs):
    """Skips the test where a program is not installed."""
    for program in programs:
        if not has(program):
            raise Skip(f"{program} is not installed")


def no(problems):
    """Fails with the first of them."""
    assert not problems, f"{len(problems)} problems:\n" + "\n".join(map(str, problems[:40]))


def argument():
    """Takes the next word from the command line, one that chooses no test."""
    return sys.argv.pop(1)


def flag(name):
    """Whether the command line has it; it is taken out of there."""
    if name not in sys.argv:
        return False
    sys.argv.remove(name)
    return True


def functions_of(scope):
    for name, value in list(scope.items()):
        if name.startswith("test_") and callable(value):
            yield name, value
        elif isinstance(value, type) and name.startswith("Test"):
            for method in dir(value):
                if method.startswith("test_"):
                    yield f"{name}.{method}", getattr(value(), method)


def tests_of(scope, chosen):
    for name, function in functions_of(scope):
        whole = not chosen or {name, *name.split(".")} & chosen
        if not inspect.isgeneratorfunction(function):
            if whole:
                yield name, function
            continue
        cases = function()
        while True:
            try:
                case, test = next(cases)
            except StopIteration:
                break
            except Exception as error:  # a Skip too
                if whole:
                    yield name, lambda error=error: throw(error)
                break
            if whole or {str(case), *str(case).split("/")} & chosen:
                yield f"{name}/{case}", test


def throw(error):
    raise error


def sides_of(error):
    """Both sides of a comparison that was asserted without a word of its own."""
    last = list(traceback.walk_tb(error.__traceback__))[-1]
    if not isinstance(error, AssertionError) or error.args:
        return
    frame, line = last
    tree = ast.parse("".join(linecache.getlines(frame.f_code.co_filename)))
    for node in ast.walk(tree):
        if isinstance(node, ast.Assert) and node.lineno <= line <= node.end_lineno and isinstance(node.test, ast.Compare):
            for side in (node.test.left, *node.test.comparators):
                try:  # what it looks at may be gone by now
                    value = repr(eval(compile(ast.Expression(side), "assert", "eval"), {**frame.f_globals, **frame.f_locals}))
                except Exception as error:
                    value = f"({error!r})"
                yield f"{ast.unparse(side)[:100]} = {value[:1000]}"


def outcome(test):
    """What stands behind the name of a test, and lines about it; None for one that failed. A test may return a line."""
    try:
        said = test()
        return "", [said] if isinstance(said, str) else []
    except Skip as reason:
        return f" # SKIP {reason}", []
    except Exception as error:
        return None, [*traceback.format_exc().splitlines(), *sides_of(error)]


def run(scope):
    number = failed = 0
    for name, test in tests_of(scope, set(sys.argv[1:])):
        number += 1
        result, lines = outcome(test)
        failed += result is None
        print(f"{'not ok' if result is None else 'ok'} {number} - {name}{result or ''}")
        for line in lines:
            print("# " + line[:2000])
        sys.stdout.flush()
    print(f"1..{number}" if number else "1..0 # SKIP no test of these names")
    sys.exit(1 if failed else 0)
