# Sourced by mvnw and gokafka: sets and exports JAVA_HOME to a JDK that can build this project, or says what is missing
# and exits. An older JAVA_HOME or PATH java is passed over, not an error: many machines have one.

JDK_NEEDED=25
HOME=${HOME:-/} # a container may have none

# A JDK has javac; its "release" file tells the version without the cost of starting it.
is_jdk() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  v=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ "${v:-0}" -ge "$JDK_NEEDED" ]
}

# PATH's java is usually a chain of symlinks into a JDK's bin.
path_jdk() {
  j=$(command -v javac) || return 1
  while [ -L "$j" ]; do
    l=$(readlink "$j")
    case $l in /*) j=$l ;; *) j=${j%/*}/$l ;; esac
  done
  (cd "${j%/*}/.." 2>/dev/null && pwd -P)
}

find_jdk() {
  for h in "${JAVA_HOME:-}" "$(path_jdk)" \
    /usr/lib/jvm/* /usr/java/* /opt/* /opt/java/* /usr/local/*jdk* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.jdks/*/Contents/Home "$HOME"/jdk* \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if is_jdk "$h"; then
      JAVA_HOME=$h
      export JAVA_HOME
      return 0
    fi
  done
  return 1
}

find_jdk || {
  echo "gokafka: no JDK $JDK_NEEDED or newer found (a full JDK with javac, not a JRE)." >&2
  echo "Looked at JAVA_HOME (${JAVA_HOME:-not set}), PATH, /usr/lib/jvm, /usr/java, /opt, ~/.sdkman, ~/.jdks and the like." >&2
  echo "Install one, for example from https://adoptium.net, or set JAVA_HOME to where it is." >&2
  exit 1
}
