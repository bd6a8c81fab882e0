# Owns: the Debian packages and the mirror they come from. Sourced by ./dev.

check_system() {
  local VERSION_CODENAME=
  . /etc/os-release
  [[ $VERSION_CODENAME == bookworm && $(uname -m) == x86_64 ]] ||
    fail "made for Debian 12 (bookworm) on x86_64; this is ${PRETTY_NAME:-unknown} on $(uname -m)"
}

# Node 18 or newer from any source will do; Debian's is installed only when there is none.
have_node() {
  local version
  command -v npm >/dev/null && version=$(node --version 2>/dev/null) && version=${version#v} && ((${version%%.*} >= 18))
}

# missing_packages LIST: those of the list's names that are not installed.
missing_packages() {
  local wanted installed
  mapfile -t wanted < <(grep -v '^#' "$1")
  have_node || wanted+=(nodejs npm)
  installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${wanted[@]}" 2>/dev/null | sed -n 's/^installed //p') ||
    true  # it fails when it does not know a package at all
  comm -23 <(printf '%s\n' "${wanted[@]}" | sort) <(sort <<<"$installed")
}

# ensure_packages [LIST]: the project's own list unless told.
ensure_packages() {
  local missing apt=(apt-get) install
  mapfile -t missing < <(missing_packages "${1:-$ROOT/.dev/packages.bookworm}")
  ((${#missing[@]})) || return 0
  if ((EUID != 0)); then
    sudo -n true 2>/dev/null ||
      fail "as root, once: apt-get install --no-install-recommends ${missing[*]}"
    apt=(sudo -n apt-get)
  fi
  install=("${apt[@]}" -y --no-install-recommends -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 install "${missing[@]}")
  export DEBIAN_FRONTEND=noninteractive
  [[ $(package_indexes) ]] || must "apt: package lists" "${apt[@]}" update
  run_logged "apt: installing ${#missing[@]} packages" "${install[@]}" && return 0
  must "apt: package lists again" "${apt[@]}" update
  must "apt: installing once more" "${install[@]}"
}

package_indexes() { apt-get indextargets --format '$(REPO_URI)' 'Label: Debian' 'Created-By: Packages' 2>/dev/null | sort -u; }

# The address of the Debian mirror this machine is configured for.
mirror_uri() {
  local uri list
  if [[ ! $(package_indexes) ]]; then
    ((EUID == 0)) || fail "apt has no package lists: run apt-get update as root, once"
    must "apt: package lists" apt-get update >&2
  fi
  uri=$(package_indexes | head -n 1)
  [[ $uri ]] || fail "apt's configuration names no Debian mirror"
  if [[ $uri == mirror+file:* ]]; then
    list=${uri#mirror+file:}
    uri=$(sed -n 's/^\([a-z]*:[^ \t]*\).*/\1/p' "/${list##/}" | head -n 1)
  fi
  printf '%s' "${uri%/}"
}

# download URI SHA256 FILE: through apt, for its proxies and certificates; the sum is checked by it.
apt_download() {
  /usr/lib/apt/apt-helper -o Acquire::Retries=3 -o APT::Sandbox::User= download-file "$1" "$3" "SHA256:$2"
}

# superseded POOL_PATH SUITE: "uri sha256" of the suite's current version, from a private index that apt verifies by its keyring.
superseded() {
  local package=${1##*/} dir=$CACHE/apt opts mode=download
  package=${package%%_*}
  [[ $1 == *.orig.tar.* ]] && mode=source
  mkdir -p "$dir"/{lists/partial,archives/partial}
  printf '%s %s %s main\n' deb "$(mirror_uri)" "$2" deb-src "$(mirror_uri)" "$2" |
    sed 's#^\(deb[^ ]*\) #\1 [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg check-valid-until=no] #' >"$dir/sources.list"
  opts=(-o "Dir::Etc::SourceList=$dir/sources.list" -o Dir::Etc::SourceParts=- -o "Dir::State::Lists=$dir/lists"
    -o "Dir::Cache=$dir" -o "Dir::Cache::Archives=$dir/archives" -o APT::Sandbox::User= -o APT::Default-Release="$2")
  (
    cd "$dir"
    apt-get "${opts[@]}" update >&2 &&
      apt-get "${opts[@]}" --print-uris "$mode" "$package" |
      sed -nE "s/^'([^']+)' [^ ]+ [0-9]+ SHA256:([0-9a-f]+)$/\1 \2/p" | { [[ $mode == source ]] && grep '\.orig\.tar\.[a-z0-9]* ' || cat; }
  )
}
