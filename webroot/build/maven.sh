#!/bin/sh
# usage: build/maven.sh page | test | browser-test      what Maven runs, from the folder webroot
set -eu
cd "${0%/*}/.."
if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
  echo "webroot: the page is built with Node.js 20.19 or newer, and 'node' or 'npm' is not on the PATH." >&2
  echo "webroot: install it (on Debian: apt-get install nodejs npm) and run the same command again." >&2
  exit 1
fi
exec node build/maven.mjs "$@"
