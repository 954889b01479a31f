#!/usr/bin/env bash
# install-packages.sh [checks] [fences]
#
# Installs the Debian or Ubuntu packages that building and running need and that are missing, and
# says so in a line or two. `checks` adds what `make test` needs on top, `fences` what
# `make test-all` needs. Elsewhere, or without the right to install, it stops with the list.
set -euo pipefail

# libboost-dev, never libboost1.81-dev: the latter shuts out Boost 1.74, on which Debian's
# python3-scipy and python3-matplotlib depend, so that apt would remove them.
packages=(
  g++ cmake ninja-build ccache git make pkg-config
  libtbb-dev librandom123-dev libboost-dev libhdf5-dev nlohmann-json3-dev libvalijson-dev
  libcli11-dev libfmt-dev libspdlog-dev libeigen3-dev
  catch2 librapidcheck-dev libbenchmark-dev hdf5-tools
  python3 python3-h5py python3-xarray python3-netcdf4 python3-pandas python3-numpy python3-scipy
  python3-matplotlib python3-jinja2 python3-pytest
)
for extra in "$@"; do
  case $extra in
    checks) packages+=(clang-format) ;;
    fences) packages+=(clang clang-tidy clang-tools libclang-rt-dev) ;;
    *) echo "install-packages.sh: '$extra' is not known; checks and fences are" >&2; exit 2 ;;
  esac
done

stop_with_list() {
  printf '%s\n' "$1" "What is needed, by its Debian names:" "" >&2
  printf '%s ' "${packages[@]}" | fold -s -w 90 | sed 's/^/  /; s/ *$//' >&2
  printf '\n' >&2
  exit 1
}

missing=()
if command -v dpkg-query >/dev/null && command -v apt-get >/dev/null; then
  installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' 2>/dev/null |
    sed -n 's/^installed //p')
  for package in "${packages[@]}"; do
    grep -qxF -- "$package" <<<"$installed" || missing+=("$package")
  done
else
  # Who builds elsewhere and has everything says so once, and the builds go on.
  if [ -n "${BUURT_PACKAGES_PRESENT:-}" ]; then exit 0; fi
  stop_with_list "This is neither Debian nor Ubuntu, so nothing was installed. Once all is there,\
 set BUURT_PACKAGES_PRESENT=1."
fi

if [ ${#missing[@]} -eq 0 ]; then
  echo "Packages: all present."
  exit 0
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root=(sudo -n)
  else
    packages=("${missing[@]}")
    stop_with_list "Packages are missing, and installing them takes root or a sudo that asks no\
 password."
  fi
fi

echo "Packages: installing ${#missing[@]} that are missing: ${missing[*]}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
apt() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get "$@" </dev/null >"$log" 2>&1; }
if ! apt update -qq || ! apt install -qq -y --no-install-recommends --no-remove "${missing[@]}"; then
  tail -n 20 "$log" >&2
  packages=("${missing[@]}")
  stop_with_list "apt-get could not install them; its last words are above."
fi
echo "Packages: done."
