#!/bin/sh
# Run once by the image of PostgreSQL, when its database is made: see roles.sql. Must be executable: what is not, it reads into its own
# script, and what is set here would hold there.
set -eu
psql -X -q -v ON_ERROR_STOP=1 \
  -v owner_password="$(cat /run/secrets/owner-password)" \
  -v service_password="$(cat /run/secrets/service-password)" \
  -U "${POSTGRES_USER:-postgres}" -d postgres -f /roles.sql
