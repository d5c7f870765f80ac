#!/bin/sh
# Makes target/gokafka/ (the image) and target/gokafka-VERSION-PLATFORM.tar.gz. Maven calls it in the package phase:
#   image.sh VERSION PLATFORM "PLUGIN..."
# A shell script, as jlink, the class data archives and the plugin folders are plain commands on plain files.
set -eu
version=$1 platform=$2 plugins=$3
here=$(cd "$(dirname "$0")/../.." && pwd -P)
root=$(dirname "$here")
target=$here/target
stage=$target/image
image=$stage/gokafka-$version
archive=$target/gokafka-$version-$platform.tar.gz
main=io.gokafka.cli/io.gokafka.cli.Main

# What a plugin may need of the JDK: a plugin's layer sees only modules that are in the boot layer.
jdk=java.base,java.compiler,java.instrument,java.logging,java.management,java.management.rmi,java.naming,java.net.http,java.prefs
jdk=$jdk,java.rmi,java.security.jgss,java.security.sasl,java.sql,java.transaction.xa,java.xml,jdk.attach,jdk.crypto.cryptoki
jdk=$jdk,jdk.httpserver,jdk.jcmd,jdk.jfr,jdk.management,jdk.management.agent
jdk=$jdk,jdk.management.jfr,jdk.naming.dns,jdk.net,jdk.nio.mapmode,jdk.security.auth,jdk.security.jgss,jdk.unsupported
jdk=$jdk,jdk.xml.dom,jdk.zipfs

plugin_jars() { # NAME
  echo "$root/modules/$1/target/gokafka-$1-$version.jar"
  tr ':' '\n' <"$root/modules/$1/target/plugin.path"
  echo
}

boot_jars() {
  tr ':' '\n' <"$target/boot.path"
  echo
  ls "$target"/boot/*.jar
}

# Nothing is made anew (and nothing pulled from under a running broker) while what goes in is the same.
inputs() {
  echo "$JAVA_HOME"
  { boot_jars; for p in $plugins; do plugin_jars "$p"; done; find "$here/src/image" "$here/src/build" "$root"/LICENSE* "$root"/README* -type f 2>/dev/null || :; } |
    sed '/^$/d' | sort | while read -r f; do cksum "$f"; done
}
inputs >"$target/image.inputs.new"
if cmp -s "$target/image.inputs.new" "$target/image.inputs" && [ -x "$target/gokafka/bin/gokafka" ] && [ -f "$archive" ]; then
  touch "$target/image.inputs"
  echo "The image is up to date: $target/gokafka"
  exit 0
fi
rm -rf "$stage" "$target/image.inputs"
mkdir -p "$stage"

# A jar without its native libraries for other platforms: of an image for one, they are most of its size.
thin() { # JAR [FOLDER]: this platform's library is moved to the folder
  [ "$platform" = linux-x86_64 ] || return 0
  rm -rf "$stage/jar"
  mkdir "$stage/jar"
  (cd "$stage/jar" && "$JAVA_HOME/bin/jar" --extract --file "$1")
  find "$stage/jar" -type f \( -name '*.so' -o -name '*.dylib' -o -name '*.jnilib' -o -name '*.dll' -o -name '*.a' \) |
    while read -r library; do
      case $library in
        */[Ll]inux/amd64/* | */[Ll]inux/x86_64/* | */librocksdbjni-linux64.so) [ -z "${2-}" ] || mv "$library" "$2/" ;;
        *) rm "$library" ;;
      esac
    done
  "$JAVA_HOME/bin/jar" --create --file "$1" --manifest "$stage/jar/META-INF/MANIFEST.MF" --date 2025-01-01T00:00:00Z \
    -C "$stage/jar" .
  rm -rf "$stage/jar"
}

# The codecs' libraries stand in lib/, where nothing need be unpacked to a folder for temporary files.
boot=$stage/boot lib=$stage/lib codecs=
mkdir "$boot" "$lib"
boot_jars | sed '/^$/d' | while read -r jar; do cp "$jar" "$boot/"; done
for jar in "$boot"/zstd-jni-*.jar "$boot"/lz4-java-*.jar "$boot"/snappy-java-*.jar; do thin "$jar" "$lib"; done
rm -f "$lib"/liblz4-java.so # of lz4, plain Java is used
[ "$platform" != linux-x86_64 ] || codecs=-Dorg.xerial.snappy.use.systemlib=true

# The options are baked in, so that whoever runs bin/java (a profiler, a test) gets the same module graph.
"$JAVA_HOME/bin/jlink" \
  --module-path "$boot" \
  --add-modules "$jdk,io.gokafka.cli,io.gokafka.compression" \
  --no-header-files --no-man-pages --compress=zip-6 \
  --add-options="--add-modules=ALL-SYSTEM --enable-native-access=io.gokafka.broker,com.github.luben.zstd_jni,snappy.java --sun-misc-unsafe-memory-access=allow -XX:+UseCompactObjectHeaders $codecs" \
  --output "$image"
find "$lib" -type f -exec cp {} "$image/lib/" \;

for p in $plugins; do
  mkdir -p "$image/plugins/$p"
  plugin_jars "$p" | sed '/^$/d' | while read -r jar; do cp "$jar" "$image/plugins/$p/"; done
done
for jar in "$image"/plugins/*/rocksdbjni-*.jar; do
  if [ -f "$jar" ]; then thin "$jar"; fi
done
cp -R "$here/src/image/." "$image/"
cp "$root/LICENSE" "$image/"
if [ -f "$root/README.md" ]; then cp "$root/README.md" "$image/"; fi
chmod -R u+rwX,go+rX "$image" # ModiTect's jars are 0600
chmod 755 "$image/bin/gokafka"

# Class data: JDK archives (compact headers have their own), and AOT caches, one for short commands and one for brokers,
# which are recorded as they work.
"$image/bin/java" -XX:+UseSerialGC -Xshare:dump -Xlog:disable -Xlog:all=error >/dev/null
GOKAFKA_AOT_TRAIN=1 "$image/bin/gokafka" version >"$target/aot.log" 2>&1 || :
[ -s "$image/lib/gokafka-cli.aot" ] || { cat "$target/aot.log" >&2; exit 1; }
"$JAVA_HOME/bin/java" -cp "$image/plugins/transport-kafka/*" "$here/src/build/Rehearsal.java" "$image" "$stage/rehearsal" \
  >>"$target/aot.log" 2>&1 || :
[ -s "$image/lib/gokafka-server.aot" ] || { cat "$target/aot.log" >&2; exit 1; }
rm -rf "$stage/rehearsal"

tar -C "$stage" -czf "$archive.new" "gokafka-$version"
mv "$archive.new" "$archive"
rm -rf "$target/gokafka"
mv "$image" "$target/gokafka"
mv "$target/image.inputs.new" "$target/image.inputs"
echo "The image: $target/gokafka ($(du -sm "$target/gokafka" | cut -f1) MB), $archive ($(du -sm "$archive" | cut -f1) MB)"
