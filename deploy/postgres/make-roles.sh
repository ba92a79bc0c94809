#!/bin/sh
# Run once by the image of PostgreSQL, when its database is made: see roles.sql.
set -eu
psql -X -q -v ON_ERROR_STOP=1 \
  -v owner_password="$(cat /run/secrets/owner-password)" \
  -v service_password="$(cat /run/secrets/service-password)" \
  -U "${POSTGRES_USER:-postgres}" -d postgres -f /roles.sql
