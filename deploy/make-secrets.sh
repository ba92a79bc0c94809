#!/bin/sh
# Makes what compose.yaml hands out as secrets, each in a file of its own, in the folder secrets/ beside it. What is there stays.
# SECRET_KEY and TWILIO_AUTH_TOKEN are taken from the environment where they are set.
# The folder can be entered by its user only; the files in it must be readable for the users in the containers.
set -eu
cd "$(dirname "$0")/.."
umask 077
mkdir -p secrets

# keep NAME VALUE
keep() {
  [ -s "secrets/$1" ] && return
  printf '%s' "$2" >"secrets/$1"
  chmod 444 "secrets/$1"
}
random() { openssl rand -hex 24; }

keep secret-key "${SECRET_KEY:-$(openssl rand -base64 32)}"
keep postgres-password "$(random)"
keep owner-password "$(random)"
keep service-password "$(random)"
keep redis-password "$(random)"
keep owner-url "postgres://hotline_owner:$(cat secrets/owner-password)@postgres:5432/hotline"
keep service-url "postgres://hotline_service:$(cat secrets/service-password)@postgres:5432/hotline"
keep redis-conf "requirepass $(cat secrets/redis-password)
"
keep redis-url "redis://:$(cat secrets/redis-password)@redis:6379"
[ -z "${TWILIO_AUTH_TOKEN:-}" ] || keep twilio-auth-token "$TWILIO_AUTH_TOKEN"
if [ ! -s secrets/twilio-auth-token ]; then
  echo "Still missing: secrets/twilio-auth-token. Run this again with TWILIO_AUTH_TOKEN set." >&2
  exit 1
fi
echo "secrets/ is complete. Back up secret-key in a place of its own: without it no PIN is right any more."
