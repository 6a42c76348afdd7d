# 两个命令共用的步骤：系统组件、Python 环境、安装本程序。由 start 和 test 用 source 引入。
# Steps shared by `start` and `test`: system packages, virtual environment, the program itself.
# Every step looks first and does only what is missing, so the second run is quick.

say() { printf '%s\n' "$*" >&2; }

stop() {
  say "$*"
  exit 3
}

# 开窗口要用的系统组件（离屏运行只用前五个）
window_packages=(
  libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1
  libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0
  libxcb-shape0 libxcb-xinerama0 libxcb-xkb1 libxkbcommon-x11-0
)

is_installed() { [[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]; }

as_root() {
  if [[ $(id -u) == 0 ]]; then "$@"; else sudo -n "$@"; fi
}

may_become_root() {
  [[ $(id -u) == 0 ]] && return 0
  command -v sudo >/dev/null || return 1
  if [[ -t 0 ]]; then sudo -v; else sudo -n true 2>/dev/null; fi
}

# 不显示过程；不成功时显示最后几行
quietly() {
  local log code=0
  log=$(mktemp)
  "$@" </dev/null >"$log" 2>&1 || code=$?
  ((code == 0)) || tail -n 8 "$log" >&2
  rm -f "$log"
  return "$code"
}

# 装上还没有的系统组件；没有管理员权限时说清楚该请管理员运行哪一条命令
need_packages() {
  local missing=() name
  command -v dpkg-query >/dev/null || return 0
  for name in "$@"; do is_installed "$name" || missing+=("$name"); done
  ((${#missing[@]})) || return 0
  if ! may_become_root; then
    say "缺少系统组件，需要管理员装一次。请用管理员身份运行："
    say "    apt-get install -y ${missing[*]}"
    say "装好后再运行本命令。"
    return 3
  fi
  say "正在安装系统组件：${missing[*]}"
  quietly as_root apt-get update || say "软件源没有全部更新，继续安装。"
  quietly as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends "${missing[@]}" ||
    stop "系统组件没有装上。请检查网络或软件源后再试。"
}

python_for_us() {
  local name
  for name in python3 python3.14 python3.13 python3.12 python3.11; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$name"
      return 0
    fi
  done
  stop "需要 Python 3.11 或更新版本，这台机器上没有找到。"
}

# 在 .venv 里装好本程序；$1 是附加组（空或 [test]）。pyproject.toml 没变就什么也不做
install_program() {
  local extras=$1 mark=.venv/installed wanted python
  wanted="$(sha256sum pyproject.toml | cut -d ' ' -f 1)"
  if [[ ! -x .venv/bin/python ]] || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    say "正在建立 Python 环境（.venv）……"
    python=$(python_for_us) || exit 3
    "$python" -m venv --clear .venv || stop "Python 环境没有建成。请先安装 python3-venv。"
  fi
  grep -qsxF "$wanted $extras" "$mark" && return 0
  say "正在安装程序所需的组件，第一次要几分钟……"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check -e ".$extras" >&2 ||
    stop "组件没有装上。请检查网络后再试。"
  grep -qsF "$wanted" "$mark" || : >"$mark"
  printf '%s %s\n' "$wanted" "$extras" >>"$mark"
}
