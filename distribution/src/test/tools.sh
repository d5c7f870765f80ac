#!/usr/bin/env bash
# Installs what tests need and Maven does not bring: kcat (Debian) and KafkaJS (npm) for the tests with Kafka clients; ip, tc, nft
# and cc (Debian) for the fault harness. What cannot be installed is said, and its tests are skipped then; with CI=true
# those with Kafka clients fail.
set -u
here=$(cd "$(dirname "$0")/../.." && pwd -P)
root=
[ "$(id -u)" = 0 ] || root="sudo -n"

install() { # PACKAGE...
  command -v apt-get >/dev/null && $root apt-get update -qq && $root apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

command -v kcat >/dev/null || install kcat || echo "NOT INSTALLED: kcat. Tests of librdkafka need it." >&2
command -v npm >/dev/null || install nodejs npm || echo "NOT INSTALLED: node, npm. Tests of KafkaJS need them." >&2
command -v ip >/dev/null && command -v nft >/dev/null || install iproute2 nftables ||
  echo "NOT INSTALLED: iproute2, nftables. The fault harness goes without network namespaces." >&2
command -v cc >/dev/null || install gcc libc6-dev ||
  echo "NOT INSTALLED: gcc. The fault harness goes without clocks that jump." >&2
if [ ! -d "$here/target/node_modules/kafkajs" ]; then
  mkdir -p "$here/target"
  npm install --silent --no-audit --no-fund --no-save --prefix "$here/target" kafkajs@2.2.4 ||
    echo "NOT INSTALLED: KafkaJS. Its tests need it." >&2
fi
