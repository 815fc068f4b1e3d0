#!/bin/bash
# Proves that what is checked in builds and runs on a big-endian machine that no LLVM is packed for, with the network cut: Maven on an
# s390x Java builds a project in mode prebuilt, and makes the jar that this machine makes; run there, the jar picks its big-endian
# object.
#
#   it-projects/prebuilt-s390x.sh
#
# As root, behind `mvn verify`, on Linux on x86_64 with Debian's qemu-user-static; takes Debian packages from the network. The
# project is the quickstart. Prints a line for each step; exits with 1 if one of them fails.
set -eu
. "$(dirname "$0")/emulated.sh"
need qemu-s390x-static apt-get dpkg unshare mvn
prepare
qemu=$(command -v qemu-s390x-static)
here_java=$(readlink -f "$(dirname "$(readlink -f "$(command -v java)")")/..")
foreign_java s390x openjdk-17-jdk-headless
echo "s390x: $("$java/bin/java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *\(os.arch\|sun.cpu.endian\|java.version\) = /\1 /p' | xargs)"

mkdir "$work/here" "$work/s390x"
cp -r "$here/quickstart/pom.xml" "$here/quickstart/src" "$work/here/"
export JAVA_HOME=$here_java
(cd "$work/here" && mvn_offline "io.github.bpf-maven:bpf-maven-plugin:$version:update" package)
echo "built  here: $(cd "$work/here" && ls target/*.jar), src/main/bpf-prebuilt"

# All that a colleague gets is the sources. No LLVM can be found: the directory for it is empty, and there is no network.
cp -r "$work/here/pom.xml" "$work/here/src" "$work/s390x/"
export JAVA_HOME=$java
llvm=$work/no-llvm
(cd "$work/s390x" && export -f mvn_offline && export work llvm && unshare -n bash -c 'mvn_offline package -Dbpf.mode=prebuilt')
[ ! -e "$llvm" ]
echo "built  on s390x, in mode prebuilt, without network and LLVM"

failed=0
compare() {
  (cd "$work/$1" && find target/generated-resources target/generated-sources/bpf target/*.jar -type f | LC_ALL=C sort | xargs -d '\n' sha256sum)
}
if diff <(compare here) <(compare s390x); then
  echo "same   $(compare s390x | wc -l) files: objects, objects.json, classes, jar"
else
  echo "OTHER  files, as above"
  failed=1
fi
for machine in here s390x; do
  [ "$machine" = here ] && run=$here_java || run=$java
  # No bpftool: this kernel is no s390x.
  echo "picks  on $machine: $(cd "$work/s390x" && env PATH=/none "$run/bin/java" -jar target/quickstart.jar | head -1)"
done > "$work/picks"
cat "$work/picks"
grep -q 'on here: For this machine: counter_bpfel.o' "$work/picks" || failed=1
grep -q 'on s390x: For this machine: counter_bpfeb.o' "$work/picks" || failed=1
exit $failed
