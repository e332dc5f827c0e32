# shellcheck shell=bash
# Sourced by the scripts that run a Java program of this project: finds the JDK, builds what is older than its sources.

project="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "$*"
  exit 1
}

# Prints which JDK it is; ends where it will not do. A JDK says so in a file, which is read sooner than the JDK starts.
need_jdk() {
  local javac="${JAVA_HOME:+$JAVA_HOME/bin/}javac" home version
  home="$(readlink -f "$(command -v "$javac")")" || true
  version="$(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "${home%/bin/javac}/release" 2>/dev/null)" || true
  [[ -n "$version" ]] || version="$("$javac" -version 2>&1 | sed -n 's/^javac //p')" || true
  [[ "$version" =~ ^[0-9] ]] || fail "JDK: none found at ${JAVA_HOME:-PATH}. Install JDK 17 or newer (Debian: apt-get install openjdk-17-jdk-headless), or point JAVA_HOME at one."
  ((${version%%[.-]*} >= 17)) || fail "JDK: $javac is version $version, and 17 or newer is needed. Point JAVA_HOME at one."
  echo "JDK: $version"
}

# shellcheck disable=SC2034 # whoever sources this runs it
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"

# Whether a file is missing, or older than something in these folders of the project: is_stale FILE FOLDER...
is_stale() {
  local file="$1" newer
  shift
  [[ -e "$file" ]] || return 0
  newer="$(cd "$project" && find pom.xml "$@" \( -name target -o -name test \) -prune -o -type f -newer "$file" -print -quit)"
  [[ -n "$newer" ]]
}

# Packages modules with what they need: package MODULE[,MODULE...] [options of Maven]
package() {
  (cd "$project" && ./mvnw -q -B -ntp -DskipTests -Dspotless.check.skip "${@:2}" -pl "$1" -am package) || fail "The build failed: see above."
}

# Makes MODULE/target/lib with a program and its libraries, if it is stale: build_program MODULE FOLDERS [options of Maven]
build_program() {
  local module="$1" lib="$project/$1/target/lib"
  # shellcheck disable=SC2086 # folders are words
  is_stale "$lib/.built" $2 || return 0
  say "Building $module (the first time takes a few minutes: the libraries are fetched) ..."
  rm -rf "$lib"
  package "$module" "${@:3}"
  touch "$lib/.built"
}
