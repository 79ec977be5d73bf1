#!/bin/sh
# Exits with 1 unless the migrations make exactly the tables that the models describe.
set -eu
INSTANCE_PATH=$(mktemp -d)
export INSTANCE_PATH ENVIRONMENT=test
trap 'rm -rf "$INSTANCE_PATH"' EXIT
portal db upgrade
portal db check
