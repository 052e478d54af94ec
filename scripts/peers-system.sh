#!/usr/bin/env bash
# Programs of the system that the peers drive: a browser, a Redis, curl. Installs what is missing where that is possible (Debian or
# Ubuntu, as root), and says what to install where it is not. Prints nothing when all is there.
set -euo pipefail

has() { command -v "$1" >/dev/null 2>&1; }

missing=()
has chromium || has chromium-browser || has google-chrome || has google-chrome-stable || missing+=(chromium)
has redis-server || missing+=(redis-server)
has curl || missing+=(curl)
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -ne 0 ] || ! has apt-get; then
  echo "The peers need ${missing[*]}. Install it with your system's package manager (Debian: sudo apt-get install ${missing[*]}) and run again." >&2
  exit 1
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
export DEBIAN_FRONTEND=noninteractive
if ! { apt-get update && apt-get install --yes --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
  echo "Cannot install ${missing[*]}: check the network and the package sources, and run again." >&2
  tail -n 20 "$log" >&2
  exit 1
fi
