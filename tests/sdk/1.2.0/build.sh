#!/bin/sh
# Builds the modules of this folder: build.sh PREFIX, where wenzhai and its kit are installed.
set -eu
cd "$(dirname "$0")"
PKG_CONFIG_PATH=$(echo "$1"/lib*/pkgconfig "$1"/lib/*/pkgconfig | tr ' ' :)
export PKG_CONFIG_PATH
flags="-O1 -s -fPIC -shared -fvisibility=hidden -Wall -Wextra -Wpedantic -Werror -Wl,--build-id=none -Wl,-z,noseparate-code -Wl,--gc-sections"
gcc -std=c11 $flags -o list.so list.c $(pkg-config --cflags --libs wenzhai)
g++ -std=c++17 $flags -o lines.so lines.cpp $(pkg-config --cflags --libs wenzhai)
gcc -std=c11 $flags -o kepub.so kepub.c $(pkg-config --cflags --libs wenzhai-kit)
