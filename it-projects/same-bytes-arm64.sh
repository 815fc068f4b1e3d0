#!/bin/bash
# Proves that the arm64 build of the same LLVM, on an arm64 Java, gives the objects and the Java that this machine's gives; and lists
# where its bitcode is another one, as LLVM 20 numbers CO-RE relocations in an order of its own on each machine.
#
#   it-projects/same-bytes-arm64.sh PROJECT...
#
# Behind `mvn verify`, on Linux on x86_64 with Debian's qemu-user-static; takes Debian packages and, unless it is in the local
# repository, the jar org.bytedeco:llvm:linux-arm64 from the network. Beside the projects it builds the C of the repository's own tests.
# Prints a line for each project; exits with 1 if any byte differs that is left for others.
set -eu
. "$(dirname "$0")/emulated.sh"
need qemu-aarch64-static apt-get dpkg unzip mvn
prepare
qemu=$(command -v qemu-aarch64-static)
here_java=$(readlink -f "$(dirname "$(readlink -f "$(command -v java)")")/..")
foreign_java arm64

bytedeco=$(sed -n 's|.*<bytedeco.llvm.version>\(.*\)</bytedeco.llvm.version>.*|\1|p' "$here/../pom.xml")
jar=$upstream/org/bytedeco/llvm/$bytedeco/llvm-$bytedeco-linux-arm64.jar
[ -f "$jar" ] || mvn -B -q dependency:get "-Dartifact=org.bytedeco:llvm:$bytedeco:jar:linux-arm64" -Dtransitive=false
# As the plugin unpacks it, but for a script in clang's place: it would be started by a kernel that can't.
unzip -q "$jar" 'org/bytedeco/llvm/linux-arm64/*' -d "$work/jar"
parts=$work/jar/org/bytedeco/llvm/linux-arm64
tools=$work/tools
mkdir -p "$tools/bin" "$tools/lib/clang/20"
cp "$parts/clang" "$tools/bin/clang" && chmod +x "$tools/bin/clang"
for library in libLLVM libclang-cpp libLTO libRemarks; do cp "$parts/$library.so" "$tools/lib/$library.so.20.1"; done
cp "$parts/libjniLLVM.so" "$tools/lib/"
cp -r "$parts/lib/clang/20/include" "$tools/lib/clang/20/"
emulated "$tools/bin/clang"
echo "arm64: $("$tools/bin/clang" --version | head -1), $("$java/bin/java" -version 2>&1 | head -1)"

# The C of the tests as one project, but for the mistakes. Fixtures of types have no program, without which nothing is an object.
tests=$work/tests-of-the-repository
mkdir -p "$tests/src/main/bpf"
cp -r "$here/../bpf-linker-core/src/test/bpf" "$tests/src/main/bpf/core"
cp -r "$here/../bpf-maven-plugin/src/test/bpf" "$tests/src/main/bpf/plugin"
rm -r "$tests/src/main/bpf/plugin/problems"
for source in "$tests"/src/main/bpf/plugin/types/*.bpf.c; do
  grep -q '^SEC("' "$source" \
    || echo '__attribute__((section("xdp"), used)) int some_program(void *context) { return 2; }' >> "$source"
done
cat > "$tests/pom.xml" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>it</groupId><artifactId>tests</artifactId><version>1</version>
  <build><plugins><plugin>
    <groupId>io.github.bpf-maven</groupId><artifactId>bpf-maven-plugin</artifactId><version>$version</version>
    <configuration><defines><define>ARCH=1</define></defines></configuration>
    <executions><execution><goals><goal>compile</goal></goals></execution></executions>
  </plugin></plugins></build>
</project>
POM

# What a build leaves, without the name of the LLVM: on this machine it comes from Maven, on the other from a directory.
results() {
  (cd "$1" && find target -path '*/bitcode/*.bc' -o -path 'target/generated-*' -type f | LC_ALL=C sort | while read -r file; do
    echo "$(sed 's/"toolchain":{[^}]*}//' "$file" | sha256sum | cut -c 1-64) $file"
  done)
}

# Headers are read whole: which sources are compiled before there is a precompiled or a reduced one depends on the machine, and
# their bitcode holds more types, if not their objects. One clang at a time, and a second try: a fork of a process with many threads
# may hang in qemu 7.2.
built() {
  local machine=$1 home=$2 attempt
  for attempt in 1 2 3; do
    rm -rf "$work/$machine/$name/target"
    (cd "$work/$machine/$name" && export JAVA_HOME=$home && limited "${@:3}") && return
    [ $? = 124 ] || return 1
  done
  return 1
}

# As mvn_offline, which timeout can't run.
limited() {
  export -f mvn_offline
  export work llvm
  timeout 1200 bash -c 'mvn_offline -Dbpf.precompiledHeaders=false -Dbpf.reducedHeaders=false -Dbpf.threads=1 "$@" generate-sources' - "$@"
}

failed=0
for source in "$@" "$tests"; do
  name=$(basename "$source")
  for machine in here arm64; do
    mkdir -p "$work/$machine/$name" && cp -r "$source/pom.xml" "$source/src" "$work/$machine/$name/"
    rm -rf "$work/$machine/$name/src/main/bpf-prebuilt"
  done
  if built here "$here_java" > "$work/log" 2>&1 && built arm64 "$java" "-Dbpf.toolchain=$tools" > "$work/log" 2>&1; then
    results "$work/here/$name" > "$work/a"
    results "$work/arm64/$name" > "$work/b"
    count() { grep -c "$1" "$work/a" || true; }
    if [ -s "$work/a" ] && diff <(grep -v '\.bc$' "$work/a") <(grep -v '\.bc$' "$work/b") > "$work/log"; then
      diff <(grep '\.bc$' "$work/a") <(grep '\.bc$' "$work/b") | sed -n 's|^< [0-9a-f]* |       other bitcode: |p'
      echo "same   $name: $(count '\.bc$') files of bitcode, $(count '\.o$') objects, $(count '\.java$') classes, $(count '/objects\.json$') objects.json"
      continue
    fi
    echo "OTHER  $name"
  else
    echo "FAILED $name"
  fi
  sed 's/^/       /' "$work/log" | head -40
  failed=1
done
exit $failed
