#!/usr/bin/env bash
# Downloads kernels of Debian and unpacks their images:  debian-kernels.sh DIRECTORY [KERNEL...]
#
# Each becomes DIRECTORY/KERNEL/vmlinuz, with the name of its package in DIRECTORY/KERNEL/package; one that is there already is
# left as it is. Without names of kernels, all of them. Nothing is installed: a configuration of its own makes apt-get
# download packages of other releases and architectures, and no root is needed. Wants apt-get, dpkg-deb and curl's peer in
# apt (any Debian or Ubuntu has them), and Debian's keys (package debian-archive-keyring).
#
# DEBIAN_MIRROR names another mirror than deb.debian.org.
set -euo pipefail

# KERNEL, architecture, suite, what the package is called: of several, the newest is taken that can be downloaded.
# From 7.x on the image is in a small package of its own, linux-binary-*.
kernels='
amd64-5.10    amd64    bullseye          linux-image-5\.10\.[0-9]+-[0-9]+-cloud-amd64
amd64-6.1     amd64    bookworm          linux-image-6\.1\.[0-9]+-[0-9]+-cloud-amd64
amd64-6.12    amd64    trixie            linux-image-6\.12\.[0-9]+\+deb13-cloud-amd64
amd64-7       amd64    forky             linux-binary-7\.[0-9.]+\+deb[0-9]+-cloud-amd64
arm64-5.10    arm64    bullseye          linux-image-5\.10\.[0-9]+-[0-9]+-cloud-arm64
arm64-6.1     arm64    bookworm          linux-image-6\.1\.[0-9]+-[0-9]+-cloud-arm64
arm64-6.12    arm64    trixie            linux-image-6\.12\.[0-9]+\+deb13-cloud-arm64
arm64-7       arm64    forky             linux-binary-7\.[0-9.]+\+deb[0-9]+-cloud-arm64
riscv64-6.12  riscv64  trixie            linux-image-6\.12\.[0-9]+\+deb13-riscv64
riscv64-7     riscv64  forky             linux-binary-7\.[0-9.]+\+deb[0-9]+-riscv64
s390x-6.1     s390x    bookworm          linux-image-6\.1\.[0-9]+-[0-9]+-s390x
s390x-6.12    s390x    trixie            linux-image-6\.12\.[0-9]+\+deb13-s390x
s390x-7       s390x    forky             linux-binary-7\.[0-9.]+\+deb[0-9]+-s390x
'
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}

fail() {
  echo "debian-kernels.sh: $*" >&2
  exit 1
}

usage() {
  echo "usage: debian-kernels.sh DIRECTORY [KERNEL...], a KERNEL being one of"
  awk 'NF {printf "  %s\n", $1}' <<<"$kernels"
}

[ $# -gt 0 ] || { usage >&2; exit 2; }
case $1 in -h | --help) usage; exit ;; esac
for tool in apt-get dpkg-deb; do
  command -v "$tool" >/dev/null || fail "$tool is missing: this script needs the tools of Debian or Ubuntu"
done
directory=$1
shift
[ $# -gt 0 ] || mapfile -t all < <(awk 'NF {print $1}' <<<"$kernels")
[ $# -gt 0 ] || set -- "${all[@]}"
mkdir -p "$directory"
directory=$(cd "$directory" && pwd)

work=$(mktemp -d "$directory/.work.XXXXXX")
trap 'rm -rf "$work"' EXIT

# One state of apt for a suite and an architecture, of which nothing but the list of packages is read.
prepare() { # architecture suite
  apt=$work/$2-$1
  [ -e "$apt/ready" ] && return
  mkdir -p "$apt"/{etc,state/lists/partial,cache/archives/partial}
  : >"$apt/state/status"
  local keys=/usr/share/keyrings/debian-archive-keyring.gpg
  [ -e "$keys" ] || fail "$keys is missing: install debian-archive-keyring"
  echo "deb [arch=$1 signed-by=$keys] $mirror $2 main" >"$apt/etc/sources.list"
  cat >"$apt/apt.conf" <<CONF
APT::Architecture "$1";
APT::Architectures { "$1"; };
APT::Sandbox::User "";
Acquire::Languages "none";
Acquire::Retries "3";
Acquire::PDiffs "false";
Dir::Etc::SourceList "$apt/etc/sources.list";
Dir::Etc::SourceParts "/dev/null";
Dir::Etc::Preferences "/dev/null";
Dir::Etc::PreferencesParts "/dev/null";
Dir::State "$apt/state";
Dir::State::Status "$apt/state/status";
Dir::Cache "$apt/cache";
CONF
  echo "reading the list of packages of $2 for $1"
  APT_CONFIG=$apt/apt.conf apt-get -qq update || fail "the list of packages of $2 for $1 can't be had from $mirror"
  touch "$apt/ready"
}

fetch() { # kernel architecture suite pattern
  local kernel=$1 package image
  if [ -e "$directory/$kernel/vmlinuz" ]; then
    echo "$kernel: there already ($(cat "$directory/$kernel/package"))"
    return
  fi
  prepare "$2" "$3"
  local got=$work/$kernel
  mkdir -p "$got/deb" "$got/kernel"
  # A mirror that is being brought up to date lists packages that are gone: then an older one does.
  while read -r package; do
    (cd "$got/deb" && APT_CONFIG=$apt/apt.conf apt-get -qq download "$package") && break
    package=
  done < <(APT_CONFIG=$apt/apt.conf apt-cache pkgnames | grep -Ex "$4" | sort -rV)
  [ -n "${package:-}" ] || fail "$kernel: no package $4 of $3 for $2 can be had from $mirror"
  dpkg-deb --extract "$got"/deb/*.deb "$got/tree"
  # Until 6.x in /boot, then beside the modules.
  image=$(find "$got/tree" -type f -name 'vmlinu[xz]*' -size +100k)
  [ -f "$image" ] || fail "$kernel: $package has no image"
  mv "$image" "$got/kernel/vmlinuz"
  echo "$package" >"$got/kernel/package"
  mv "$got/kernel" "$directory/$kernel"
  rm -rf "$got"
  echo "$kernel: $package"
}

for kernel in "$@"; do
  row=$(awk -v name="$kernel" '$1 == name' <<<"$kernels")
  [ -n "$row" ] || { usage >&2; fail "'$kernel' is not known"; }
  # shellcheck disable=SC2086
  fetch $row
done
