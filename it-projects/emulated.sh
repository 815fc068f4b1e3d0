# For the proofs that run on another machine's Java, under Debian's qemu-user-static: read by them, not run. What is needed of
# the other machine is unpacked from Debian's packages into $work; nothing is installed.

need() {
  for command in "$@"; do
    command -v "$command" > /dev/null || { echo "There is no $command: apt-get install qemu-user-static apt unzip maven util-linux" >&2; exit 2; }
  done
}

# foreign_root ARCHITECTURE [PACKAGE...]: Debian's name. Sets root, the directory with its libraries, its Java 17 and what is in the
# packages.
foreign_root() {
  root=$work/root-$1
  local apt=$work/apt-$1
  local packages=("${@:2}")
  mkdir -p "$root" "$apt/state/lists/partial" "$apt/cache/archives/partial" "$apt/debs"
  touch "$apt/status"
  # apt of its own, with no package installed: the host's knows nothing of the other architecture.
  cat > "$apt/apt.conf" <<CONF
APT::Architecture "$1";
APT::Architectures { "$1"; };
Dir::State "$apt/state";
Dir::State::status "$apt/status";
Dir::Cache "$apt/cache";
APT::Sandbox::User "root";
CONF
  (cd "$apt/debs" && export APT_CONFIG=$apt/apt.conf && apt-get -q update && apt-get -q download \
    libc6 libstdc++6 libgcc-s1 zlib1g openjdk-17-jre-headless "${packages[@]}") > "$apt/log" 2>&1 || { cat "$apt/log" >&2; exit 2; }
  for package in "$apt"/debs/*.deb; do dpkg -x "$package" "$root"; done
}

# emulated PROGRAM: puts a script in its place that runs it under $qemu. The kernel need not know the other machine's programs.
emulated() {
  mv "$1" "$1.real"
  # Java would start programs through one of its own, which is the other machine's.
  local more=
  case $1 in */java) more=-Djdk.lang.Process.launchMechanism=VFORK ;; esac
  printf '#!/bin/sh\nexec %s -L "%s" "%s" %s "$@"\n' "$qemu" "$root" "$1.real" "$more" > "$1"
  chmod +x "$1"
}

# foreign_java ARCHITECTURE [PACKAGE...]: sets java, a home directory whose bin/java runs here.
foreign_java() {
  foreign_root "$@"
  java=$(ls -d "$root"/usr/lib/jvm/java-17-openjdk-"$1")
  emulated "$java/bin/java"
}

# Maven on the Java of JAVA_HOME, without a network.
mvn_offline() {
  mvn -o -B -q -s "$work/settings.xml" "-Dmaven.repo.local=$work/repo" "-Dbpf.cacheDirectory=$llvm" -Dbpf.cache=false "$@"
}

# What `mvn verify` has left: the plugin in a repository of its own.
prepare() {
  here=$(cd "$(dirname "$0")" && pwd)
  upstream=${UPSTREAM:-$HOME/.m2/repository}
  llvm=${LLVM:-$upstream/.cache/bpf-maven-plugin}
  [ -d "$here/target/local-repo" ] || { echo "Run mvn verify first: there is no $here/target/local-repo" >&2; exit 2; }
  work=$(mktemp -d /var/tmp/emulated.XXXXXX)
  trap 'rm -rf --one-file-system "$work"' EXIT
  cp -r "$here/target/local-repo" "$work/repo"
  sed "s|@localRepositoryUrl@|file://$upstream/|" "$here/src/it/settings.xml" > "$work/settings.xml"
  version=$(sed -n 's|.*<version>\(.*-SNAPSHOT\)</version>.*|\1|p' "$here/pom.xml" | head -1)
}
