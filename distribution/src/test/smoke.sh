#!/usr/bin/env bash
# Smoke test of the built archive: what a user does first, on the files that a user gets.
#   smoke.sh [ARCHIVE]
set -euo pipefail
target=$(cd "$(dirname "$0")/../../target" && pwd -P)
archive=${1:-$(ls -t "$target"/gokafka-*.tar.gz | head -n 1)}
work=$(mktemp -d)
broker=
trap 'status=$?; [ -z "$broker" ] || kill -9 "$broker" 2>/dev/null || :
      [ $status = 0 ] || { echo "smoke: FAILED"; tail -n 40 "$work"/*.log 2>/dev/null || :; }; rm -rf "$work"' EXIT

step() { echo "smoke: $*"; }
same() { [ "$2" = "$3" ] || { echo "smoke: $1: expected '$2', got '$3'"; exit 1; }; }

used=" "
free_port() { # sets $port; random, as a busy machine runs other tests too
  while :; do
    port=$((20000 + RANDOM % 12000))
    case $used in *" $port "*) continue ;; esac
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
  done
  used="$used$port "
}

http_ok() { # PORT PATH
  (exec 3<>"/dev/tcp/127.0.0.1/$1" && printf 'GET %s HTTP/1.0\r\n\r\n' "$2" >&3 && head -n 1 <&3 | grep -q ' 200 ') 2>/dev/null
}

within() { # SECONDS COMMAND...
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    [ $SECONDS -lt $end ] || { echo "smoke: not within the time: $*"; return 1; }
    sleep 0.1
  done
}

gone() { ! kill -0 "$1" 2>/dev/null; }

step "unpacks $archive on a path with a space, and runs through symlinks"
mkdir "$work/some where" "$work/links"
tar -C "$work/some where" -xzf "$archive"
home=$(echo "$work/some where"/gokafka-*)
ln -s "$home/bin/gokafka" "$work/absolute"
ln -s ../absolute "$work/links/relative"
gokafka=$work/links/relative
cd "$work"

step "version and help"
version=$(basename "$archive" | sed 's/^gokafka-\(.*\)-[a-z]*-[a-z0-9_]*\.tar\.gz$/\1/')
"$gokafka" version >out 2>err
grep -qF "$version" out || { cat out err; exit 1; }
same "standard error of version" "" "$(cat err)"
"$gokafka" help | grep -q produce

step "options that the AOT cache does not fit are no noise"
same "version with another collector" "$(cat out)" "$(GOKAFKA_JVM_OPTS=-XX:+UseParallelGC "$gokafka" version 2>&1)"

free_port; grpc=127.0.0.1:$port
free_port; raft=127.0.0.1:$port
free_port; http=$port
start() {
  "$gokafka" server --id smoke --grpc-addr "$grpc" --raft-addr "$raft" --http-addr "127.0.0.1:$http" \
    --data-dir "$work/data dir" >>"$work/broker.log" 2>&1 &
  broker=$!
  within 30 http_ok "$http" /health/ready
}
stop() {
  kill -TERM "$broker" # reaches Java only as the launcher execs it
  within 20 gone "$broker"
  broker=
}

step "a broker starts"
start
step "a topic, three records"
"$gokafka" topics create --bootstrap-server "$grpc" --partitions 2 smoke
"$gokafka" produce --bootstrap-server "$grpc" --topic smoke --partition 0 "hello"
printf 'two\nthree\n' | "$gokafka" produce --bootstrap-server "$grpc" --topic smoke --partition 0
same "records" "hello two three" "$("$gokafka" consume --bootstrap-server "$grpc" --topic smoke --partition 0 | paste -s -d ' ' -)"

step "SIGTERM stops it; a restart has the records"
stop
start
same "records" "hello two three" "$("$gokafka" consume --bootstrap-server "$grpc" --topic smoke --partition 0 | paste -s -d ' ' -)"
stop
step "passed"
