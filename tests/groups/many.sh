#!/bin/sh
# Makes a signed list of COUNT made-up groups, for `cargo bench -p asli-bench --bench groups`:
#   tests/groups/many.sh FOLDER COUNT
#   ASLI_BUNDLE=FOLDER/many.tar ASLI_ROOT=FOLDER/metadata/1.root.json cargo bench -p asli-bench --bench groups verify
# `asli` must be on the path.
set -eu
folder=$1 count=$2
holders="--holder asha --holder ravi --holder meena"
letter() { echo AEHKMNPRTUWXY | cut -c"$((1 + $1 % 13))"; }
at=0
while [ "$at" -lt "$count" ]; do
  half=$(letter "$at")$(letter $((at / 13)))$(letter $((at / 169)))
  header=$half$half
  id=$(echo "$header" | tr '[:upper:]' '[:lower:]')
  if [ "$at" -eq 0 ]; then command=init; else command=add-group; fi
  # shellcheck disable=SC2086
  asli list "$command" "$folder" --no-input --group "group-$id" --header "$header" --name-en "$header Vidyut Nigam" \
    --name-hi "$header विद्युत निगम" --app "$header Bijli" --site "$id.example" $holders > "$folder.log"
  at=$((at + 1))
done
asli list sign --lists "$folder" --no-lint --keys "$folder"/keys/offline/targets-asha.pem "$folder"/keys/offline/targets-ravi.pem \
  "$folder"/keys/online/snapshot.pem "$folder"/keys/online/timestamp.pem >> "$folder.log"
asli list pack --lists "$folder" --out "$folder/many.tar"
