#!/usr/bin/env bash
# Sourced: build_local makes local/target/lib, with everything that local mode and the key command need, if it is stale.

require_jdk() {
  if ! command -v javac >/dev/null && [ -z "${JAVA_HOME:-}" ]; then
    echo "error: a JDK 17 or newer is needed, and none is on PATH (Debian: apt-get install openjdk-17-jdk-headless)" >&2
    exit 1
  fi
  local javac=javac version
  [ -z "${JAVA_HOME:-}" ] || javac="$JAVA_HOME/bin/javac"
  version=$("$javac" -version 2>&1 | sed -E 's/^javac ([0-9]+).*/\1/')
  if ! [ "$version" -ge 17 ] 2>/dev/null; then
    echo "error: a JDK 17 or newer is needed, and $javac is version $version: point JAVA_HOME at a newer one" >&2
    exit 1
  fi
  [ -z "${JAVA_HOME:-}" ] || PATH="$JAVA_HOME/bin:$PATH"
}

build_local() {
  require_jdk
  local built=local/target/lib/.built
  if [ -e "$built" ] && [ -z "$(find pom.xml schemas lambdas local -newer "$built" -type f \
      \( -path '*/src/main/*' -o -name pom.xml -o -path 'schemas/*' \) -print -quit)" ]; then
    return
  fi
  echo "Building (the first time takes a few minutes: the libraries are fetched) ..." >&2
  rm -rf local/target/lib
  ./mvnw -q -B -ntp -DskipTests -Dspotless.check.skip package -pl local -am
  touch "$built"
}
