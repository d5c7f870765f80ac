#!/usr/bin/env bash
# Breaks the rules of docs/safety.md one after the other, and sees whether the test that guards each of them notices.
set -u

usage() {
    cat <<'USAGE'
usage: break-rules.sh [-n] [-d DIR] all | NAME...
  Each NAME.patch beside this script breaks one rule and names the test that must fail then. They are tried in a scratch
  worktree (what is committed, and changes of tracked files); the tree itself is not touched. Prints a table of results.
  NAME     a patch, or the beginning of its name: S1 is all of rule S1
  -d DIR   the worktree is made in DIR and kept, so that the next run has less to compile
  -n       lets Maven use the network; without it, what it needs must be there already
  -l       lists the patches
exit code: 0 when every test was green without its patch and red with it, 1 when not, 2 when it could not be tried
USAGE
}

here=$(cd "$(dirname "$0")" && pwd -P)
root=$(cd "$here" && git rev-parse --show-toplevel) || exit 2
scratch=
network=-o

list() { for patch in "$here"/*.patch; do echo "$(basename "$patch" .patch): $(field Break "$patch")"; done; }
field() { sed -n "s/^$1: //p" "$2" | head -n 1; }
module_of() { field Test "$1" | cut -d' ' -f1; }
test_of() { field Test "$1" | cut -d' ' -f2; }

while getopts hnld: option; do
    case $option in
        h) usage; exit 0 ;;
        n) network= ;;
        l) list; exit 0 ;;
        d) scratch=$OPTARG ;;
        *) usage >&2; exit 2 ;;
    esac
done
shift $((OPTIND - 1))
[ $# -gt 0 ] || { usage >&2; exit 2; }

patches=()
for name in "$@"; do
    [ "$name" = all ] && name=
    found=0
    for patch in "$here/$name".patch "$here/$name"*.patch; do
        [ -f "$patch" ] || continue
        found=1
        case " ${patches[*]-} " in *" $patch "*) ;; *) patches+=("$patch") ;; esac
        [ "$patch" = "$here/$name.patch" ] && break
    done
    [ $found = 1 ] || { echo "there is no patch '$name' in $here" >&2; exit 2; }
done

clean_up() {
    [ -n "$kept" ] || { git -C "$root" worktree remove --force "$scratch"; rmdir "$(dirname "$scratch")" 2>/dev/null; }
}
kept=$scratch
commit=$(git -C "$root" stash create)
commit=${commit:-$(git -C "$root" rev-parse HEAD)}
[ -n "$scratch" ] || scratch=$(mktemp -d)/tree
if [ -e "$scratch/.git" ]; then
    git -C "$scratch" checkout -q --force --detach "$commit" || exit 2
else
    git -C "$root" worktree add -q --detach "$scratch" "$commit" || exit 2
fi
trap clean_up EXIT
cd "$scratch" || exit 2
log=$scratch/break-rules.log
: >"$log"

# The JDK that Maven would use; it says so when there is none.
. .mvn/find-jdk.sh

# First without any patch: a test that is red anyway guards nothing. Maven builds, and its reports tell the class paths.
modules=$(for p in "${patches[@]}"; do module_of "$p"; done | sort -u)
tests=$(for p in "${patches[@]}"; do test_of "$p"; done | sort -u)
rm -f modules/*/target/surefire-reports/TEST-*.xml
./mvnw -B -q $network -pl "$(echo "$modules" | sed 's:^:modules/:' | paste -sd, -)" -am test -Dmaven.test.failure.ignore=true \
    -Dtest="$(echo "$tests" | paste -sd, -)" -Dsurefire.failIfNoSpecifiedTests=false >>"$log" 2>&1

report_of() { ls "modules/$1/target/surefire-reports"/TEST-*."${2%#*}".xml 2>/dev/null | head -n 1; }

without_patch() { # module, Class#method: red, green, or nothing when it did not run
    local report
    report=$(report_of "$1" "$2")
    [ -n "$report" ] || return 0
    awk -v name="name=\"${2#*#}" '
        /<testcase / { in_it = index($0, name "\"") || index($0, name "(") || index($0, name "{"); if (in_it) ran = 1 }
        in_it && /<(failure|error)[ >]/ { red = 1 }
        /<\/testcase>/ { in_it = 0 }
        END { if (red) print "red"; else if (ran) print "green" }' "$report"
}

# Compiles the files that a patch changes into a directory that goes before the module on the class path, and runs the
# test on it: red, green, or why neither.
with_patch() { # module, Class#method, changed files
    local module=$1 test=$2 report path class launcher
    shift 2
    report=$(report_of "$module" "$test")
    path=$(sed -n 's/.*name="surefire.test.class.path" value="\([^"]*\)".*/\1/p' "$report" | head -n 1)
    class=$(basename "$report" .xml)
    launcher=$(echo "$path" | tr : '\n' | grep junit-platform-engine | sed 's/junit-platform-engine/junit-platform-launcher/g')
    rm -rf "$scratch/broken"
    mkdir -p "$scratch/broken"
    [ -d "$scratch/runner" ] || "$JAVA_HOME/bin/javac" -d "$scratch/runner" -cp "$path:$launcher" "$here/RunTest.java" >>"$log" 2>&1
    case "$*" in
        *module-info.java) ;; # is read as a source
        *) "$JAVA_HOME/bin/javac" -proc:none -nowarn -parameters -d "$scratch/broken" -cp "$path" "$@" >>"$log" 2>&1 ||
            { echo "does not compile"; return; } ;;
    esac
    (cd "modules/$module" && timeout 180 "$JAVA_HOME/bin/java" $jvm -cp "$scratch/broken:$path:$launcher:$scratch/runner" \
        RunTest "${class#TEST-}" "${test#*#}" 2>>"$log") || echo "did not end"
}

jvm=$(sed -n 's:.*<test.jvm>\(.*\)</test.jvm>.*:\1:p' pom.xml)
status=0
echo "| rule | patch | test | result |"
echo "| --- | --- | --- | --- |"
for patch in "${patches[@]}"; do
    name=$(basename "$patch" .patch)
    module=$(module_of "$patch")
    test=$(test_of "$patch")
    echo "=== $name" >>"$log"
    if [ "$(without_patch "$module" "$test")" != green ]; then
        result="not green without it"
    elif ! git apply -C1 "$patch" 2>>"$log"; then
        result="does not apply"
    else
        result=$(with_patch "$module" "$test" $(git diff --name-only))
        [ "$result" = green ] && result=GREEN
        result=${result:-did not run}
        git checkout -q --force .
    fi
    [ "$result" = red ] || status=1
    echo "| ${name%%-*} | \`$name\` | \`$module\` \`${test/\#/.}\` | $result |"
done
[ $status = 0 ] || [ -z "$kept" ] || echo "what was said: $log" >&2
exit $status
