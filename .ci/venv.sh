# Makes .venv and installs locked requirements into it; sourced by ./run and ./test, which stand in the project's folder.
# shellcheck shell=bash

PY=.venv/bin/python
# What the product needs of Python: the version, and the parts that some system packages leave out.
_FIT='import sys, ensurepip, sqlite3, ssl, venv; sys.exit(sys.version_info < (3, 12))'

_fits() { "$1" -c "$_FIT" >/dev/null 2>&1; }

# Prints the first Python that runs and fits, those we test with before others. Being found is not enough: pyenv's shims are there for versions switched off.
find_python() {
    local name folder candidate
    for name in python3.13 python3.12 python3.14 python3 python; do
        candidate=$(command -v "$name") && _fits "$candidate" && { echo "$candidate"; return; }
    done
    for folder in "${PYENV_ROOT:-$HOME/.pyenv}/versions" "${UV_PYTHON_INSTALL_DIR:-${XDG_DATA_HOME:-$HOME/.local/share}/uv/python}"; do
        # Newest first; 3.9 sorts before 3.12 because -V compares numbers.
        while IFS= read -r candidate; do
            _fits "$candidate" && { echo "$candidate"; return; }
        done < <(ls -d "$folder"/*/bin/python3 2>/dev/null | sort -rV)
    done
    echo "Python 3.12 or newer is needed (with venv, ensurepip, sqlite3 and ssl) and was not found on PATH, in pyenv or in uv." >&2
    echo "Install it, for example: apt-get install python3 python3-venv, pyenv install 3.13, or uv python install 3.13." >&2
    return 1
}

# ensure_venv LOCK...: .venv exists and holds what each lock file says. Costs nothing when their checksums have not changed.
ensure_venv() {
    local python lock stamp wanted
    if ! _fits "$PY"; then
        python=$(find_python) || return 1
        echo "Making .venv with $("$python" --version)"
        "$python" -m venv --clear .venv || return 1
    fi
    for lock in "$@"; do
        stamp=".venv/installed-$lock.sha256"
        wanted=$(_checksum "$lock")
        [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && continue
        echo "Installing $lock"
        "$PY" -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r "$lock" || return 1
        printf '%s' "$wanted" >"$stamp"
    done
}

# ensure_fonts: the page font is cut once, and again when its package changes (its lock then installs anew).
ensure_fonts() {
    local stamp=static/fonts/.made-from wanted
    wanted="$(_checksum kemi_strategy/web/fonts.py)$(grep '^fontpkg-source-sans-3==' requirements.txt)"
    [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && [ -e static/fonts/source-sans-3-latin.woff2 ] && return
    "$PY" -m kemi_strategy.web.fonts && printf '%s' "$wanted" >"$stamp"
}

# ensure_printing: what reports are printed as PDF with is on this machine (the same names as in reporting/renderers/pdf/libraries.py).
ensure_printing() {
    local packages="libpangoft2-1.0-0 libharfbuzz-subset0"
    _prints && return
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing $packages"
        # shellcheck disable=SC2086
        { apt-get install -y --no-install-recommends $packages || { apt-get update && apt-get install -y --no-install-recommends $packages; }; } >/dev/null 2>&1
        _prints && return
    fi
    echo "Reports cannot be made into PDF files: the system lacks Pango or HarfBuzz. Install them (as root: apt-get install $packages)." >&2
    return 1
}

_prints() {
    "$PY" -c '
import ctypes, sys
if sys.platform == "linux":
    for name in sys.argv[1:]:
        ctypes.CDLL(name)' libgobject-2.0.so.0 libpango-1.0.so.0 libpangoft2-1.0.so.0 libharfbuzz.so.0 libharfbuzz-subset.so.0 libfontconfig.so.1 2>/dev/null
}

_checksum() { "$PY" -c 'import hashlib, sys; print(hashlib.sha256(open(sys.argv[1], "rb").read()).hexdigest())' "$1"; }
