#!/bin/sh
# Puts the plugin to the test: issues of every kind, whole text, same bytes.
cd "$(dirname "$0")" && exec wenzhai plugin test @NAME@.wzplugin
