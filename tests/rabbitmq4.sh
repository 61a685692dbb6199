#!/usr/bin/env bash
# RabbitMQ 4 on a Debian machine whose own release still has RabbitMQ 3, for tests. Needs root.
#
#   tests/rabbitmq4.sh install         fetch and unpack it, once
#   tests/rabbitmq4.sh enter COMMAND   run a command inside the unpacked tree
#
# The packages come through apt from the archive this machine already uses, signatures checked. They are unpacked into a
# folder of their own and never installed: no maintainer script runs and the system stays as it is. A command sees that
# folder as its root, with this machine's /proc, /dev and network, and with the folder BUSQ_RABBITMQ4_DATA at its usual
# path. The mounts live in a private namespace and vanish with the command.
set -euo pipefail

suite=${BUSQ_RABBITMQ4_SUITE:-trixie}
home=${BUSQ_RABBITMQ4_HOME:-/var/cache/busqstash/rabbitmq-$suite}
tree=$home/tree

fail() {
  echo "tests/rabbitmq4.sh: $*" >&2
  exit 1
}

# The first Debian archive in apt's sources, in either of their two formats; the security archive has another path.
archive() {
  local sources=/etc/apt/sources.list.d
  {
    sed -n 's/^URIs: *//p' "$sources"/*.sources | tr ' ' '\n'
    sed -n 's/^deb \(\[[^]]*\] \)\{0,1\}\([^ ]*\).*/\2/p' /etc/apt/sources.list "$sources"/*.list
  } 2>/dev/null | grep -m 1 -E '/debian/?$' || true
}

# apt with lists, state and cache under $home. Its list of installed packages is empty, so it fetches every dependency.
private_apt() {
  local apt=$home/apt
  apt-get -o Dir="$apt" -o Dir::State="$apt/state" -o Dir::State::status="$apt/state/status" -o Dir::Cache="$apt/cache" \
    -o Dir::Etc="$apt/etc" -o APT::Sandbox::User=root -o Acquire::Languages=none -o Debug::NoLocking=1 -qq "$@"
}

fetch() {
  local from=$1 apt=$home/apt keys=/usr/share/keyrings/debian-archive-keyring.gpg
  rm -rf "$apt"
  mkdir -p "$apt"/etc/{apt.conf.d,preferences.d,sources.list.d,trusted.gpg.d} "$apt"/state/lists/partial "$apt"/cache/archives/partial
  : >"$apt/state/status"
  # The machine's own apt settings may say how to reach the archive.
  cp /etc/apt/apt.conf.d/* "$apt/etc/apt.conf.d/" 2>/dev/null || true
  rm -f "$apt"/etc/apt.conf.d/*docker* # they delete packages right after the download
  echo "deb [signed-by=$keys] $from $suite main" >"$apt/etc/sources.list"
  private_apt update
  # RabbitMQ's scripts use a shell and the usual small tools, which no package names because every system has them.
  private_apt -y --download-only --no-install-recommends install rabbitmq-server \
    base-files bash coreutils dash findutils grep hostname libc-bin mawk ncurses-base sed util-linux >/dev/null
}

unpack() {
  local packages=$home/apt/cache/archives new=$home/tree.new package
  rm -rf "$new"
  mkdir -p "$new"
  dpkg-deb --extract "$packages"/base-files_*.deb "$new" # first, for it has the links from /bin to /usr/bin
  for package in "$packages"/*.deb; do
    dpkg-deb --fsys-tarfile "$package" | tar --extract --keep-directory-symlink --directory "$new"
  done
  ln -sf mawk "$new/usr/bin/awk"
  mkdir -p "$new"/{proc,dev,etc,tmp}
  echo 'root:x:0:0::/:/bin/sh' >"$new/etc/passwd"
  echo 'root:x:0:' >"$new/etc/group"
  echo '127.0.0.1 localhost' >"$new/etc/hosts"
  echo 'hosts: files' >"$new/etc/nsswitch.conf"
  chroot "$new" /sbin/ldconfig
  mv "$new" "$tree"
  rm -rf "$home/apt"
}

install() {
  local from tool
  [ ! -e "$tree" ] || return 0
  [ "$(id -u)" = 0 ] || fail "needs root."
  for tool in apt-get dpkg-deb chroot unshare; do
    command -v "$tool" >/dev/null || fail "needs $tool."
  done
  from=$(archive)
  [ -n "$from" ] || fail "found no Debian archive in this machine's apt sources."
  fetch "$from"
  unpack
}

enter() {
  [ -e "$tree" ] || fail "run '$0 install' first."
  # shellcheck disable=SC2016 # the inner shell expands its own arguments
  exec unshare --mount --propagation private sh -euc '
    tree=$1 data=$2
    shift 2
    mount -t proc proc "$tree/proc"
    mount --rbind /dev "$tree/dev"
    mkdir -p "$tree${data%/*}"
    mount -t tmpfs tmpfs "$tree${data%/*}"
    mkdir "$tree$data"
    mount --bind "$data" "$tree$data"
    exec chroot "$tree" /usr/bin/env LANG=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@"
  ' sh "$tree" "${BUSQ_RABBITMQ4_DATA:?}" "$@"
}

case ${1:-} in
  install) install ;;
  enter) shift; enter "$@" ;;
  *) fail "install or enter?" ;;
esac
