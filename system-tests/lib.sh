# Shared by the check scripts of system-tests; sourced, not run.

# The first of ten consecutive ports that are not in use, enough for all services.
free_port_base() {
  local base offset
  for _ in $(seq 50); do
    base=$((20000 + RANDOM % 12000))
    for offset in {0..9}; do
      if (exec 3<>"/dev/tcp/127.0.0.1/$((base + offset))") 2>/dev/null; then continue 2; fi
    done
    echo "$base"
    return
  done
  echo "no ten free ports in 50 tries" >&2
  return 1
}

# await SECONDS COMMAND...: runs the command every 0.2 s until it succeeds.
await() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@"; do
    if ((SECONDS >= deadline)); then
      echo "gave up waiting for: $*" >&2
      return 1
    fi
    sleep 0.2
  done
}

# expect WHAT PATTERN OUTPUT: fails, showing the output, unless it matches the extended pattern.
expect() {
  if grep -Eqz -- "$2" <<<"$3"; then
    echo "ok: $1"
  else
    printf 'FAILED: %s\nexpected to match: %s\ngot:\n%s\n' "$1" "$2" "$3" >&2
    return 1
  fi
}

# all_final [OPTION...]: no order is being worked on.
all_final() {
  local orders
  orders=$(./waybill order list --json "$@") && ! grep -Eq '_(PENDING|REJECTING|CANCELLING|CONFIRMED)"' <<<"$orders"
}

# Asks a child process to end and waits until it has.
stop() {
  kill "$1" 2>/dev/null || true
  wait "$1" 2>/dev/null || true
}

# commands FILE NUMBER: the commands of the file's first, second, ... block of them.
commands() {
  awk -v number="$2" '
    /^```$/ && inside { inside = 0 }
    inside && blocks == number
    /^```sh$/ { inside = 1; blocks++ }
  ' "$1"
}

# The home of a JDK 25.
jdk25() {
  local release
  for release in ${JAVA_HOME:+"$JAVA_HOME/release"} /usr/lib/jvm/*/release; do
    if grep -qs '^JAVA_VERSION="25' "$release"; then
      dirname "$release"
      return
    fi
  done
  echo "no JDK 25 in JAVA_HOME or under /usr/lib/jvm" >&2
  return 1
}

# The revision of the last release: its tag, or the commit in proto/RELEASED where no tag came along.
released() {
  local root revision
  root=$(git rev-parse --show-toplevel)
  revision=$(git describe --tags --abbrev=0 --match 'v*' 2>/dev/null || cat "$root/proto/RELEASED")
  if ! git cat-file -e "$revision:proto/src/main/protobuf" 2>/dev/null; then
    echo "the last release, $revision, is not in this repository: a shallow clone needs git fetch --unshallow" >&2
    return 1
  fi
  echo "$revision"
}

# Succeeds if the last release is missing because this clone is shallow. In a full clone it must be there.
has_no_release() {
  ! released >/dev/null && [[ $(git rev-parse --is-shallow-repository) == true ]]
}
