#!/usr/bin/env python3
"""Checks who includes whom: the table of ARCHITECTURE.md, applied to every #include line of core/ and plugins/.

Usage: check_includes.py [SOURCE-ROOT]

And who says what a page says: the galley alone. Outputs that ask the issue for an entry's fields, or for words, would decide
it once more.

And who needs whom: files that call one another, however far round, stay in one folder, and are three at most.

A layer is a folder of core/, the public headers (core/include), plugins/common, or one plugin; among the folders of core/host
and the engines of plugins/common there is an order too. Plugins see the kit's public headers alone (plugins/common/include), as
strangers do; and the composer, which is none of the kit, those that are in COMPOSERS. A library is known by its headers' names. Standard C and POSIX headers are free for all but the public headers, which take GLib and one
another only.
"""

import re
import sys
from pathlib import Path

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)

# What each layer may include beside itself, GLib and the C library.
TABLE = {
    'include': set(),
    'base': {'include'},
    'recipe': {'base', 'include'},
    'model': {'base', 'include'},
    'json': {'base', 'model', 'include', 'json-glib'},
    'style': {'base', 'include', 'fontconfig'},
    'record': {'base', 'include', 'libxml2'},
    'rich': {'base', 'model', 'include', 'md4c', 'libxml2'},
    'galley': {'base', 'model', 'include'},
    'read': {'base', 'model', 'json', 'record', 'rich', 'include', 'gmime'},
    'edit': {'base', 'recipe', 'model', 'rich', 'include', 'icu', 'opencc', 'cairo'},
    'host': {'base', 'recipe', 'model', 'json', 'style', 'galley', 'read', 'edit', 'include', 'gmodule', 'gio', 'json-glib'},
    'preview': {'poppler', 'soup', 'libzip', 'cairo', 'json-glib', 'gio'},
    'trial': set(),
    'cli': {'host', 'include', 'gio'},
    'common': {'include', 'icu', 'libzip', 'harfbuzz', 'freetype', 'fontconfig', 'pango', 'cairo', 'jpeg', 'png',
               'gif', 'webp', 'libdeflate', 'hyphen', 'qrencode'},
    'plugin': {'include', 'common', 'libzip', 'harfbuzz', 'freetype', 'fontconfig', 'pango', 'cairo', 'jpeg',
               'png', 'libdeflate'},
}

# What each folder of core/host may include beside itself. Its header for clients, which lies beside them, has all.
HOST = {
    'file': set(),
    'process': set(),
    'plugin': {'process'},
    'run': {'file', 'process', 'plugin'},
    'desk': {'file', 'process'},
    'project': {'file', 'run', 'desk'},
    '': {'file', 'process', 'plugin', 'run', 'desk', 'project'},
}

# What each engine of plugins/common may include beside itself. The composer's families count as engines.
ENGINES = {
    'chars': set(),
    'deflate': set(),
    'parallel': set(),
    'json': set(),
    'words': set(),
    'bib': {'chars', 'json'},
    'zip': {'deflate'},
    'xml': {'chars'},
    'formula': {'chars'},
    'image': {'deflate'},
    'font': {'chars'},
    'cover': {'chars', 'font', 'formula', 'image', 'words'},
    'book': {'chars', 'formula', 'xml'},
    'epub': {'book', 'chars', 'deflate', 'zip'},
    'compose/paragraph': set(),
    'compose/text': {'compose/paragraph', 'chars', 'font'},
    'compose/page': {'compose/paragraph', 'compose/text', 'formula', 'image', 'parallel', 'words'},
    'compose/document': {'compose/page', 'compose/text', 'cover', 'parallel'},
    'compose/paint': {'compose/document', 'compose/page', 'compose/text', 'font', 'image', 'parallel'},
}

# The plugins that know the composer of lines and pages.
COMPOSERS = {'pdf'}

FOLDERS = {'host': HOST, 'common': ENGINES}

# What of an issue the galley alone reads, or puts into words.
SAYS = re.compile(r'\bwz_(?:entry_(?:get_(?!key\b|ordinal\b)|dup_|shows_)\w+|(?:figure|appearance|back_reference)_dup_\w+'
                  r'|index_get_heading|label)(?= *\()')
# What isn't shown isn't there, so that no output asks; but for the cover, whose words then stand at the head of the first page.
ASKS = re.compile(r'\bwz_galley_shows(?= *\((?!\w+(?:->\w+)*, "cover"\)))')
# A bibliography is records, not a page: who wrote what, whatever a style shows of it.
RECORDS = {Path('plugins/common/bib')}
COMMENT = re.compile(r'/\*.*?\*/', re.DOTALL)

# A function's head as the tree is formatted: its type, then its name at the start of a line. Static ones are nobody else's.
DEFINITION = re.compile(r'^(?!static|typedef)[A-Za-z_][\w *]*\n(\w+) \([^;{]*\)\n\{', re.MULTILINE)
WORD = re.compile(r'\b[a-z]\w+\b')

LIBRARIES = [
    ('gio', r'gio/'),
    ('gmodule', r'gmodule\.h$'),
    ('glib', r'glib(\.h$|/|-unix\.h$|-object\.h$)'),
    ('json-glib', r'json-glib/'),
    ('libxml2', r'libxml/'),
    ('libzip', r'zip\.h$'),
    ('md4c', r'md4c'),
    ('gmime', r'gmime/'),
    ('icu', r'unicode/'),
    ('opencc', r'opencc'),
    ('fontconfig', r'fontconfig/'),
    ('pango', r'pango/'),
    ('cairo', r'cairo'),
    ('poppler', r'poppler\.h$'),
    ('soup', r'libsoup/'),
    ('harfbuzz', r'hb(-[a-z]+)*\.h$'),
    ('freetype', r'ft2build\.h$|freetype/'),
    ('jpeg', r'jpeglib\.h$|jerror\.h$'),
    ('png', r'png\.h$'),
    ('webp', r'webp/'),
    ('gif', r'gif_lib\.h$'),
    ('webp', r'webp/'),
    ('libdeflate', r'libdeflate\.h$'),
    ('hyphen', r'hyphen\.h$'),
    ('qrencode', r'qrencode\.h$'),
    ('mobi', r'mobi\.h$'),
]

C_LIBRARY = re.compile(
    r'(assert|ctype|errno|fcntl|fenv|float|inttypes|limits|locale|math|poll|pthread|sched|setjmp|signal|spawn|stdalign|'
    r'stdarg|stdatomic|stdbool|stddef|stdint|stdio|stdlib|stdnoreturn|string|strings|termios|time|unistd|wchar|dirent|'
    r'dlfcn|elf|ftw|getopt|glob|libgen|malloc|langinfo|libintl|iconv|link|pwd|grp|utime|execinfo|byteswap|endian)\.h$'
    r'|(sys|linux|bits|arpa|netinet)/')

BUILT = {'config.h', 'wz-config.h'}


def engine_of(header):
    """Whose a header of the kit is: its name begins with the engine's."""
    return next((engine for engine in sorted(ENGINES) if header.startswith(f'wz-{engine.rstrip("s")}')), header)


def layer_of(path):
    """('base', ''), ('host', 'run'), ('common', 'font'), ('plugin', 'pdf'), ... or None for a file that lies in no layer."""
    parts = path.parts
    if len(parts) > 2 and parts[0] == 'core':
        return (parts[1], parts[2] if parts[1] == 'host' and len(parts) > 3 else '')
    if len(parts) > 2 and parts[0] == 'plugins':
        if parts[1] == 'common':
            if parts[2] == 'include':  # wz-book-css.h is of the engine book
                return ('common', engine_of(parts[-1]))
            return ('common', '/'.join(parts[2:4] if parts[2] == 'compose' else parts[2:3]))
        return ('plugin', parts[1])
    return None


def library_of(name):
    for library, pattern in LIBRARIES:
        if re.match(pattern, name):
            return library
    return 'libc' if C_LIBRARY.match(name) else None


def find_header(root, source, name, headers):
    """The project's own header that NAME means in SOURCE: beside it, or the one whose path ends in NAME."""
    beside = (source.parent / name)
    if (root / beside).is_file():
        return Path(*(root / beside).resolve().relative_to(root.resolve()).parts)
    fitting = [header for header in headers if header.as_posix().endswith('/' + name)]
    return fitting[0] if fitting else None


def problem_with(source, layer, name, target, library):
    kind, folder = layer
    allowed = TABLE.get(kind)
    if allowed is None:
        return f'the folder {kind} has no row in the table'
    if target is not None:
        other, other_folder = layer_of(target) or ('tests', '')
        if (other, other_folder) == layer:
            return None
        if other == kind and kind in FOLDERS:
            return None if other_folder in FOLDERS[kind].get(folder, ()) else f'{folder} may not include {other_folder} ({name})'
        if (kind, other) == ('plugin', 'common') and 'include' not in target.parts:
            composes = folder in COMPOSERS and other_folder.startswith('compose/')
            return None if composes else f'plugins include headers of the kit, not {name}'
        return None if other in allowed else f'{kind} may not include {other} ({name})'
    if library is None:
        return f'unknown header <{name}>'
    if kind == 'include':
        return None if library == 'glib' else f'public headers include GLib and each other only, not <{name}>'
    if library in ('glib', 'libc') or library in allowed:
        return None
    return f'{kind} may not use {library} (<{name}>)'


def sayings(source, text):
    """What an output's file calls that the galley alone may, as (line, problem)."""
    if source.parts[0] != 'plugins' or source.parent in RECORDS:
        return []
    text = COMMENT.sub(lambda match: '\n' * match[0].count('\n'), text)
    return [(text.count('\n', 0, match.start()) + 1, problem.format(match[0]))
            for pattern, problem in ((SAYS, 'what a page says is asked of the galley, not of {}()'),
                                     (ASKS, "what isn't shown isn't in the galley: nobody asks {}()"))
            for match in pattern.finditer(text)]


def circles_of(texts):
    """Circles of files (path: text without comments) that call one another's functions."""
    owner = {match[1]: path for path, text in texts.items() for match in DEFINITION.finditer(text)}
    calls = {path: {owner[word] for word in WORD.findall(text) if owner.get(word, path) != path} for path, text in texts.items()}
    reached = {}
    for path in texts:
        reached[path], waiting = set(), [path]
        while waiting:
            new = calls[waiting.pop()] - reached[path]
            reached[path] |= new
            waiting += new
    return {frozenset(other for other in reached[path] if path in reached[other]) for path in texts if path in reached[path]}


def faults_of_circles(root, files):
    sources = [path for path in files if path.suffix == '.c']
    for layer in sorted({layer_of(path) for path in sources}):
        texts = {path: COMMENT.sub('', (root / path).read_text(encoding='utf-8')) for path in sources if layer_of(path) == layer}
        for circle in circles_of(texts):
            names = ', '.join(sorted(path.name for path in circle))
            if len(circle) > 3 or len({path.parent for path in circle}) > 1:
                yield f'{min(circle)}:1: these call one another: {names}'


def check(root):
    files = sorted(path.relative_to(root) for folder in ('core', 'plugins') for path in (root / folder).rglob('*.[ch]'))
    headers = [path for path in files if path.suffix == '.h']
    found = 0
    for source in files:
        layer = layer_of(source)
        if layer is None:
            continue
        text = (root / source).read_text(encoding='utf-8')
        for match in INCLUDE.finditer(text):
            name = match[2]
            if name in BUILT:
                continue
            target = find_header(root, source, name, headers)
            problem = problem_with(source, layer, name, target, library_of(name) if target is None else None)
            if problem:
                found += 1
                print(f"{source}:{text.count(chr(10), 0, match.start()) + 1}: {problem}")
        for line, problem in sayings(source, text):
            found += 1
            print(f'{source}:{line}: {problem}')
    for problem in faults_of_circles(root, files):
        found += 1
        print(problem)
    print(f'{len(files)} files read, {found} faults')
    return found == 0 and bool(files)


if __name__ == '__main__':
    sys.exit(0 if check(Path(sys.argv[1] if len(sys.argv) > 1 else '.')) else 1)
