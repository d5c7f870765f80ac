#!/usr/bin/env bash
# Installs what the tests with Kafka clients need and Maven does not bring: kcat (Debian) and KafkaJS (npm). What cannot be
# installed is said, and its tests are skipped then; with CI=true they fail.
set -u
here=$(cd "$(dirname "$0")/../.." && pwd -P)
root=
[ "$(id -u)" = 0 ] || root="sudo -n"

install() { # PACKAGE...
  command -v apt-get >/dev/null && $root apt-get update -qq && $root apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

command -v kcat >/dev/null || install kcat || echo "NOT INSTALLED: kcat. Tests of librdkafka need it." >&2
command -v npm >/dev/null || install nodejs npm || echo "NOT INSTALLED: node, npm. Tests of KafkaJS need them." >&2
if [ ! -d "$here/target/node_modules/kafkajs" ]; then
  mkdir -p "$here/target"
  npm install --silent --no-audit --no-fund --no-save --prefix "$here/target" kafkajs@2.2.4 ||
    echo "NOT INSTALLED: KafkaJS. Its tests need it." >&2
fi
