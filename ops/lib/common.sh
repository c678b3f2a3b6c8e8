# Shared by the scripts in ops/: what they need from the machine. Source it; it changes to the repository's root.
# shellcheck shell=bash disable=SC2164 # set -e, by its callers, ends a failed cd

CDPATH='' cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

say() { printf '%s\n' "$*" >&2; }

die() {
  say "ops/$(basename "$0"): $*"
  exit 1
}

# Prints the comment block at the top of the calling script.
usage() { awk 'NR > 1 { if (!/^#/) exit; sub(/^# ?/, ""); print }' "$1"; }

wants_help() { [[ ${1:-} == --help || ${1:-} == -h ]]; }

need_dotnet() {
  local sdk='the .NET 10 SDK (https://dotnet.microsoft.com/download/dotnet/10.0)'
  command -v dotnet > /dev/null || die "dotnet was not found: install $sdk and put dotnet on the PATH."
  # Here, global.json decides which SDK runs: any 10.0.
  dotnet --version > /dev/null 2>&1 || die "no SDK fits global.json: install $sdk. Installed: $(dotnet --list-sdks | tr '\n' ' ')"
}

# The programs that the embedded PostgreSQL uses, where it looks for them (PostgresPlaces.cs).
find_postgres() {
  local bin
  for bin in ${Postgres__BinDirectory:+"$Postgres__BinDirectory"} "$(dirname "$(command -v pg_ctl || echo /none/pg_ctl)")" \
    /usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql*/bin /usr/local/opt/postgresql*/bin /usr/pgsql-*/bin; do
    [[ -x $bin/pg_ctl && -x $bin/initdb && -x $bin/postgres ]] && return 0
  done
  return 1
}

# Installs PostgreSQL where that needs no questions. A server that the package starts is left alone, and not used.
need_postgres() {
  find_postgres && return 0
  local as_root=''
  # shellcheck disable=SC2086 # two words, or none
  if command -v apt-get > /dev/null; then
    if [[ $EUID -ne 0 ]]; then
      as_root="sudo -n"
      sudo -n true 2> /dev/null || die "PostgreSQL is missing: run sudo apt-get install postgresql, then this again."
    fi
    say "PostgreSQL is missing: installing it with apt-get."
    $as_root apt-get update -q >&2 || say "apt-get update failed; trying with the package lists at hand."
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends postgresql >&2 \
      || die "apt-get could not install PostgreSQL."
    find_postgres && return 0
  fi
  die "PostgreSQL 14 or newer is missing: install it (brew install postgresql@16, dnf install postgresql-server), or name the" \
    "directory of its programs in Postgres__BinDirectory."
}
