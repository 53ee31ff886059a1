#!/usr/bin/env bash
# Prepares an image of Debian or Ubuntu, with or without a Python of its own, for the autograder.
# Everything that is installed rides in files that `otter grade` adds before it runs this.
set -euo pipefail
source=${1:-/autograder/source}
home=${2:-/opt/gradkit}
export DEBIAN_FRONTEND=noninteractive PIP_DISABLE_PIP_VERSION_CHECK=1

# A Python that is new enough; with `whole`, also one that can make virtual environments.
python() {
  local name check='import sys; sys.exit(sys.version_info < (3, 11))'
  [ "${1:-}" = whole ] && check="import ensurepip, venv; $check"
  for name in python3 python3.14 python3.13 python3.12 python3.11; do
    if "$name" -c "$check" 2>/dev/null; then
      echo "$name"
      return
    fi
  done
  return 1
}

install() {
  apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

if ! found=$(python whole); then
  apt-get update -qq
  # The system's own Python first; where that is too old (Ubuntu 22.04), one of its newer ones.
  for name in python3 python3.13 python3.12 python3.11; do
    if python >/dev/null; then break; fi
    install "$name" || true
  done
  if ! found=$(python); then
    echo "gradkit needs Python 3.11 or newer: otter grade --image python:3.13-slim …" >&2
    exit 1
  fi
  version=$("$found" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')
  install "$version-venv"
fi

"$found" -m venv "$home"
"$home/bin/pip" install --quiet --no-cache-dir --no-deps -r "$source/requirements.txt"
scratch=$(mktemp -d)
for wheel in "$source"/requirements.*.whl; do
  # Otter's Dockerfile adds only files of certain names; pip reads a wheel's own name.
  name=$(basename "$wheel")
  cp "$wheel" "$scratch/${name#requirements.}"
done
"$home/bin/pip" install --quiet --no-cache-dir --no-deps "$scratch"/*.whl
rm -rf "$scratch"
