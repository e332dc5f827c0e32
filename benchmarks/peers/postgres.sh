#!/usr/bin/env bash
# PostgreSQL with its defaults, on loopback alone, for as long as a benchmark takes. Root's runs as the user postgres: it refuses to run as root.
#   postgres.sh init FOLDER              makes FOLDER/data, whose user postgres has the password in FOLDER/password
#   postgres.sh run FOLDER PORT FSYNC    runs it until it is told to end; FSYNC is on or off
#   postgres.sh install FOLDER PORT SQL  makes what message-db needs there, by the folder SQL of its package
set -euo pipefail

folder="$2"
bin="$(dirname "$(command -v initdb || printf '%s\n' /usr/lib/postgresql/*/bin/initdb | tail -1)")"
[[ -x "$bin/initdb" ]] || {
  echo "There is no PostgreSQL. Install it (Debian: apt-get install postgresql), or put its programs on the PATH." >&2
  exit 1
}
as=()
((EUID != 0)) || as=(setpriv --reuid=postgres --regid=postgres --clear-groups)

case "$1" in
  init)
    ((EUID != 0)) || chown -R postgres "$folder"
    ${as[@]+"${as[@]}"} "$bin/initdb" --no-sync -E UTF8 --locale=C -A scram-sha-256 -U postgres --pwfile "$folder/password" -D "$folder/data"
    ;;
  run)
    exec ${as[@]+"${as[@]}"} "$bin/postgres" -h 127.0.0.1 -p "$3" -c unix_socket_directories= -c fsync="$4" -D "$folder/data"
    ;;
  install)
    PGPASSWORD="$(<"$folder/password")"
    export PGPASSWORD PGHOST=127.0.0.1 PGPORT="$3" PGUSER=postgres PATH="$bin:$PATH"
    bash "$4/install.sh"
    ;;
esac
