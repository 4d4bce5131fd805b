#!/usr/bin/env bash
# What people do without us: an issue for each SEP in each repository, one `gh issue create` after the other.
# SEPS, REPOS: words; PAUSE: seconds between two of them. It goes on after one that failed, and ends as its last command does.
for sep in $SEPS; do
  for repo in $REPOS; do
    gh issue create --repo "$GH_HOST/$repo" --title "Implement SEP-$sep in $repo" \
      --body "What SEP-$sep changes has to be supported by the next release." --label sep </dev/null
    code=$?
    [ "$PAUSE" = 0 ] || sleep "$PAUSE"
  done
done
exit $code
