#!/usr/bin/env bash
# What people do without us: an issue for each SEP in each repository, one `gh issue create` after the other.
# SEPS and REPOS are lists separated by spaces; PAUSE is the number of seconds to wait after each issue. Continues after a failed
# command, and exits with the code of the last one.
for sep in $SEPS; do
  for repo in $REPOS; do
    gh issue create --repo "$GH_HOST/$repo" --title "Implement SEP-$sep in $repo" \
      --body "What SEP-$sep changes has to be supported by the next release." --label sep </dev/null
    code=$?
    [ "$PAUSE" = 0 ] || sleep "$PAUSE"
  done
done
exit $code
