# Installs the Debian packages named as arguments where they are missing. Sourced by quickstart and check.
need_packages() {
  local missing=() as_root=()
  command -v dpkg-query >/dev/null || {
    echo "this system has no dpkg; make sure that it has what these Debian packages hold: $*" >&2
    return 0
  }
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  echo "installing with apt: ${missing[*]}"
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || { echo "run this as root, or install sudo" >&2; return 1; }
    as_root=(sudo)
  fi
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}
build_packages=(gcc libc6-dev make cmake libsvm-dev liblinear-dev libsqlite3-dev libutf8proc-dev libstemmer-dev
  libexttextcat-dev libexttextcat-data libxml2-dev libyajl-dev zlib1g-dev gnuplot-nox fonts-dejavu-core)
test_packages=(clang libclang-rt-dev libcmocka-dev libjansson-dev libsvm-tools liblinear-tools universal-ctags cppcheck jq
  groff zsh fish pkg-config binutils parallel slurmctld slurmd slurm-client)
