#!/bin/sh
# Remake the three locks in requirements/ from pyproject.toml, and npm's: `make lock`.
# Each later list is held to the versions of the earlier ones, so that all fit together.
set -eu
cd "$(dirname "$0")/.."

compile() {
    .venv/bin/uv pip compile "$@" --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-annotate --no-header
}

compile pyproject.toml -o requirements/runtime.txt
compile --group pyproject.toml:build -c requirements/runtime.txt -o requirements/build.txt
compile --group pyproject.toml:test -c requirements/runtime.txt -c requirements/build.txt \
    -o requirements/test.txt
PATH="$PWD/.venv/bin:$PATH" npm install --package-lock-only --ignore-scripts
