#!/bin/sh
# The hook as an Ansible playbook. Ansible takes variables from a file only; this one is gone when the play ends.
call=$(mktemp) || exit
trap 'rm -f "$call"' EXIT
cat >"$call" && ansible-playbook -i hosts.ini roll-out.yml --extra-vars "@$call" "$@"
