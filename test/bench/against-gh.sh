#!/usr/bin/env bash
# Creates the same sixty issues with a loop of `gh issue create` and with `issue bulk`, on fake GitHubs that accept 20 issues a minute
# and 150 an hour. Runs in real time, for about five minutes. Needs gh, port 80, and in the hosts file: 127.0.0.1 api.github.localhost
set -euo pipefail
cd "$(dirname "$0")/../.."

command -v gh >/dev/null || { echo 'against-gh: gh is not installed (apt-get install gh)' >&2; exit 1; }
getent hosts api.github.localhost >/dev/null ||
  { echo 'against-gh: put "127.0.0.1 api.github.localhost" into the hosts file' >&2; exit 1; }
[ -e dist/main.cjs ] || npm run -s build
gh --version | head -1
exec node --import tsx test/bench/against-gh.ts
