#!/usr/bin/env bash
# Tries the fake GitHub with another client: `gh` creates an issue and lists it. Needs gh, port 80, and this line in the hosts file:
#   127.0.0.1 api.github.localhost
set -euo pipefail
cd "$(dirname "$0")/../../.."

command -v gh >/dev/null || { echo 'try-gh: gh is not installed (apt-get install gh)' >&2; exit 1; }
getent hosts api.github.localhost >/dev/null ||
  { echo 'try-gh: put "127.0.0.1 api.github.localhost" into the hosts file' >&2; exit 1; }

log=$(mktemp)
config=$(mktemp -d)
node --import tsx test/support/fake-github/main.ts --port 80 >"$log" &
fake=$!
trap 'kill $fake; rm -rf "$log" "$config"' EXIT
for _ in $(seq 100); do grep -q listening "$log" && break; sleep 0.1; done

export GH_HOST=github.localhost GH_TOKEN=any GH_CONFIG_DIR=$config GH_REPO=github.localhost/example/protocol
export GH_PROMPT_DISABLED=1 NO_COLOR=1
title='Opened by gh'

url=$(gh issue create --title "$title" --body 'From the command line.' --label bug)
echo "$url"
gh issue list
gh issue list --label bug --state all
gh issue list | grep -q "$title" || { echo 'try-gh: the new issue is not in the list' >&2; exit 1; }
# The viewer may not set labels, so the label is dropped, and gh does not report that.
[ "$(gh issue list --json title,labels --jq ".[] | select(.title == \"$title\") | .labels | length")" = 0 ]
gh issue view "${url##*/}" --json title,body,url
curl -s http://127.0.0.1/_fake/requests | node -e '
  const requests = JSON.parse(require("node:fs").readFileSync(0, "utf8"))
  for (const { operation, status } of requests) console.log(`${status} ${operation}`)
'
echo 'try-gh: ok'
