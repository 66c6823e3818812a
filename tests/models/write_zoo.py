#!/usr/bin/env python3
"""Writes every model of the zoo into a file, a line each: its name, a tab, its JSON."""
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from models.zoo import MODELS  # noqa: E402

with open(sys.argv[1], 'w', encoding='utf-8') as file:
    for name, make in MODELS.items():
        file.write(f'{name}\t{json.dumps(make(), ensure_ascii=False, separators=(",", ":"))}\n')
