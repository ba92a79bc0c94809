-- Two roles and a database for the hotline. hotline_owner owns the tables and is used to bring them up to date, and for nothing
-- else; hotline_service serves: it reads and writes rows, and can neither change a table nor the audit trail. Neither is a superuser.
-- Once, by whoever may make roles and databases (a superuser, or the administrator of a managed PostgreSQL):
--   psql -v ON_ERROR_STOP=1 -v owner_password=… -v service_password=… -f roles.sql "postgres://ADMIN@HOST/postgres"
-- Before each new version is started, and before the first (see docs/run-book.md, Deploying a new version):
--   DATABASE_URL=postgres://hotline_owner:…@HOST/hotline npm run hotline -- database migrate --service-role hotline_service
create role hotline_owner login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password :'owner_password';
create role hotline_service login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password :'service_password';
-- an administrator who is no superuser gives a database only to a role it is in, for as long as this takes
grant hotline_owner to current_user;
create database hotline owner hotline_owner encoding 'UTF8' template template0;
\connect hotline
set role hotline_owner;
revoke all on database hotline from public;
grant connect on database hotline to hotline_service;
revoke all on schema public from public;
grant usage on schema public to hotline_service;
reset role;
revoke hotline_owner from current_user;
