#!/bin/sh
# Writes the digest of each image behind its version, in compose.yaml and the Dockerfile: name:version@sha256:…
# From then on a build and a start take the very same image, whatever becomes of the version's name. Asks the registry by
# docker, so it needs docker and the network. Run it again after a version was changed: old digests are replaced.
set -eu
cd "$(dirname "$0")/.."

# digest IMAGE: of the list of all platforms, so that it holds on each
digest() {
  docker buildx imagetools inspect "$1" --format '{{.Manifest.Digest}}'
}

for file in compose.yaml Dockerfile; do
  images=$(sed -nE 's/^ *(image:|FROM) ([a-z][a-z0-9./-]*:[A-Za-z0-9._-]+)(@sha256:[0-9a-f]+)?( AS .*)?$/\2/p' "$file" |
    grep -v '^priority-line:' | sort -u)
  for image in $images; do
    found=$(digest "$image")
    case "$found" in
    sha256:????????????????????????????????????????????????????????????????) ;;
    *)
      echo "$image: the registry gave no digest: $found" >&2
      exit 1
      ;;
    esac
    escaped=$(printf '%s' "$image" | sed 's/[.]/\\./g')
    sed -E "s|^( *(image:\|FROM) )$escaped(@sha256:[0-9a-f]+)?( AS .*)?\$|\\1$image@$found\\4|" "$file" >"$file.pinned"
    cat "$file.pinned" >"$file"
    rm "$file.pinned"
    echo "$file: $image@$found"
  done
done
