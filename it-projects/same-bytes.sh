#!/bin/bash
# Proves that a project gives the same bytes - objects, objects.json, generated Java, lock, jar - whoever builds it, where and with
# what.
#
#   it-projects/same-bytes.sh PROJECT...
#
# Run it as root on Linux behind `mvn verify`, which leaves the plugin and other Mavens in it-projects/target. More by
# environment variables: MAVENS and JAVAS, lists of home directories; LLVM, the directory where LLVM is unpacked
# (bpf.cacheDirectory); UPSTREAM, a local repository to take what is missing from. Prints a line for each variant; exits with
# 1 if one of them gives other bytes than the first.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
upstream=${UPSTREAM:-$HOME/.m2/repository}
llvm=${LLVM:-$upstream/.cache/bpf-maven-plugin}
mavens=${MAVENS:-$(ls -d "$(dirname "$(dirname "$(readlink -f "$(command -v mvn)")")")" "$here"/target/mavens/*/)}
javas=${JAVAS:-$(ls -d /usr/lib/jvm/*/ | xargs -n 1 readlink -f | sort -u)}
work=$(mktemp -d /var/tmp/same-bytes.XXXXXX)
trap 'rm -rf --one-file-system "$work"' EXIT
umask 022
chmod 755 "$work"
cp -r "$here/target/local-repo" "$work/repo"
mkdir "$work/mavens" "$work/results"
for maven in $mavens; do cp -rL "$maven" "$work/mavens/$(basename "$maven")"; done
chmod -R a+rX "$work/mavens"
chmod a+x "$work"/mavens/*/bin/mvn
mkdir "$work/llvm" && cp -r "$llvm"/llvm-* "$work/llvm/"
sed "s|@localRepositoryUrl@|file://$upstream/|" "$here/src/it/settings.xml" > "$work/settings.xml"
version=$(sed -n 's|.*<version>\(.*-SNAPSHOT\)</version>.*|\1|p' "$here/pom.xml" | head -1)
plugin=io.github.bpf-maven:bpf-maven-plugin:$version
maven=$work/mavens/$(ls "$work/mavens" | grep -v apache || ls "$work/mavens" | head -1)
java=$(readlink -f "$(dirname "$(readlink -f "$(command -v java)")")/..")
failed=0

# Everything that a project leaves for others, with its digests.
digests() {
  (cd "$1" && find target/generated-resources target/generated-sources/bpf src/main/bpf-prebuilt target/*.jar -type f \
    | LC_ALL=C sort | xargs -d '\n' sha256sum)
}

# The entries in which a jar differs from the reference; their modes, if their bytes are the same.
jar_differences() {
  rm -rf "$work/results/a" "$work/results/b"
  unzip -q "$work/results/reference.jar" -d "$work/results/a"
  unzip -q "$1" -d "$work/results/b"
  local entries
  entries=$(cd "$work/results" && diff -rq a b | sed 's|^Files a/\(.*\) and b/.* differ$|\1|' | tr '\n' ' ')
  local manifest
  manifest=$(diff "$work/results/a/META-INF/MANIFEST.MF" "$work/results/b/META-INF/MANIFEST.MF" | grep '^>' | tr '\r\n' '  ')
  if [ -z "$entries" ]; then echo "the modes of its entries"; else
    echo "$(echo "$entries" | tr ' ' '\n' | grep -c '\.class$') classes, $(echo "$entries" | tr ' ' '\n' | grep -v '\.class$' | xargs): $manifest"
  fi
}

project() { mkdir -p "$1" && cp -r "$source/pom.xml" "$source/src" "$1/"; rm -rf "$1/src/main/bpf-prebuilt"; }

# variant NAME DIRECTORY COMMAND...: the command gets Maven's arguments behind its own.
variant() {
  local name=$1 directory=$2
  shift 2
  local log=$work/results/log
  # shellcheck disable=SC2086
  if (cd "$directory" && "$@" -q ${goals:-$plugin:update package -Dbpf.mode=compile}) > "$log" 2>&1; then
    digests "$directory" > "$work/results/now"
    if [ ! -f "$work/results/reference" ]; then
      cp "$work/results/now" "$work/results/reference"
      cp "$(ls "$directory"/target/*.jar | head -1)" "$work/results/reference.jar"
      rm -rf "$work/results/bpf-prebuilt" && cp -r "$directory/src/main/bpf-prebuilt" "$work/results/"
    fi
    if diff "$work/results/reference" "$work/results/now" > "$log"; then
      echo "same   $name ($(wc -l < "$work/results/now") files)"
      return
    fi
    # What javac and the jar plugin make of it is not the plugin's: a JDK's stamp, the modes of files.
    if [ "${jar_may_differ:-}" ] && diff <(grep -v '\.jar$' "$work/results/reference") \
      <(grep -v '\.jar$' "$work/results/now") > /dev/null; then
      echo "same   $name, but for the jar: $(jar_differences "$(ls "$directory"/target/*.jar | head -1)")"
      return
    fi
    echo "OTHER  $name"
  else
    echo "FAILED $name"
  fi
  sed 's/^/       /' "$log" | head -40
  failed=1
}

mvn() { "$maven/bin/mvn" -B -s "$work/settings.xml" "-Dmaven.repo.local=$work/repo" "-Dbpf.cacheDirectory=$work/llvm" "$@"; }
fresh() { number=$((number + 1)); project "$work/p$number/$1"; directory=$work/p$number/$1; }

for source in "$@"; do
  source=$(cd "$source" && pwd)
  echo "== $(basename "$source")"
  rm -f "$work/results/reference"
  number=0
  export JAVA_HOME=$java
  fresh a; variant "the reference: $(basename "$maven"), $(basename "$java"), no cache" "$directory" mvn -Dbpf.cache=false
  fresh "another directory"; variant "another directory, with a space in its name" "$directory" mvn -Dbpf.cache=false
  for other in "$work"/mavens/*/; do
    maven_before=$maven; maven=${other%/}
    fresh a; variant "$(basename "$maven")" "$directory" mvn -Dbpf.cache=false
    maven=$maven_before
  done
  for other in $javas; do
    [ -x "$other/bin/javac" ] || continue
    fresh a; jar_may_differ=1 JAVA_HOME=$other variant "$(basename "$other")" "$directory" mvn -Dbpf.cache=false
  done
  for threads in 1 8; do
    fresh a; variant "$threads threads" "$directory" mvn -Dbpf.cache=false -Dbpf.threads=$threads
  done
  for precompiled in true false; do
    fresh a; variant "precompiled headers: $precompiled" "$directory" mvn -Dbpf.cache=false -Dbpf.precompiledHeaders=$precompiled
  done
  fresh a; cp -r "$work/results/bpf-prebuilt" "$directory/src/main/"
  goals="package -Dbpf.mode=prebuilt -Dbpf.cacheDirectory=$work/none" variant "as checked in, without LLVM" "$directory" mvn
  fresh a; variant "an empty cache" "$directory" mvn "-Dbpf.buildCacheDirectory=$work/cache-$(basename "$source")"
  fresh b; variant "a warm cache" "$directory" mvn "-Dbpf.buildCacheDirectory=$work/cache-$(basename "$source")"
  mkdir -p "$work/tmp" "$work/home"
  fresh a; variant "other HOME, TMPDIR, time zone; Turkish" "$directory" \
    bash -c 'export HOME=$0/home TMPDIR=$0/tmp TZ=Asia/Kathmandu LC_ALL=C.UTF-8
      export MAVEN_OPTS="-Duser.language=tr -Duser.country=TR -Duser.home=$0/home -Djava.io.tmpdir=$0/tmp"
      maven=$1; shift; "$maven/bin/mvn" -B -s "$0/settings.xml" "-Dmaven.repo.local=$0/repo" "-Dbpf.cacheDirectory=$0/llvm" "$@"' \
    "$work" "$maven" -Dbpf.cache=false

  fresh a; jar_may_differ=1 variant "umask 077" "$directory" \
    bash -c 'umask 077; maven=$1; work=$0; shift
      "$maven/bin/mvn" -B -s "$work/settings.xml" "-Dmaven.repo.local=$work/repo" "-Dbpf.cacheDirectory=$work/llvm" "$@"' \
    "$work" "$maven" -Dbpf.cache=false

  # Whoever this is can read what is here, and no more.
  chmod -R a+rwX "$work/repo" "$work/llvm"
  fresh a; mkdir -p "$work/nobody"; chown -R nobody "$work/nobody" "$work/p$number"
  variant "another user" "$directory" \
    setpriv --reuid=nobody --regid=nogroup --clear-groups env HOME="$work/nobody" MAVEN_OPTS="-Duser.home=$work/nobody" \
    "$maven/bin/mvn" -B -o -s "$work/settings.xml" "-Dmaven.repo.local=$work/repo" "-Dbpf.cacheDirectory=$work/llvm" \
    -Dbpf.cache=false

  # / is the project: a root of its own, with the system's directories in it. The mounts go with the process.
  number=$((number + 1)); root=$work/p$number; project "$root"
  variant "/ as the checkout" "$root" unshare -m bash -c '
    root=$0; work=$1; maven=$2; shift 2
    for name in usr etc proc dev; do mkdir -p "$root/$name"; mount --rbind "/$name" "$root/$name"; done
    for name in bin lib lib64 sbin; do [ -e "/$name" ] && ln -sfn "usr/$name" "$root/$name"; done
    mkdir -p "$root/tmp" "$root$work"
    for name in repo llvm mavens; do mkdir "$root$work/$name"; mount --bind "$work/$name" "$root$work/$name"; done
    cp "$work/settings.xml" "$root$work/"
    chroot "$root" bash -c "cd / && exec \"\$@\"" bash "$maven/bin/mvn" -B -o -s "$work/settings.xml" \
      "-Dmaven.repo.local=$work/repo" "-Dbpf.cacheDirectory=$work/llvm" -Dbpf.cache=false "$@"' "$root" "$work" "$maven"
done
exit $failed
