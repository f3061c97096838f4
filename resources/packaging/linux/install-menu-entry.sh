#!/bin/sh
# Makes an entry in your menu of applications for the program in this folder; `--remove` takes it away.
set -eu

folder=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
share=${XDG_DATA_HOME:-$HOME/.local/share}
entry=$share/applications/sms-desk.desktop

say() { # Chinese, English
  case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in
    zh*) printf '%s\n' "$1" ;;
    *) printf '%s\n' "$2" ;;
  esac
}

refresh() { # what desktops keep of entries and icons
  if command -v update-desktop-database >/dev/null; then update-desktop-database -q "$share/applications" || true; fi
  [ ! -d "$share/icons/hicolor" ] || touch "$share/icons/hicolor"
}

remove() {
  rm -f "$entry" "$share"/icons/hicolor/*/apps/sms-desk.png "$share"/icons/hicolor/*/apps/sms-desk.svg
}

case "${1:-}" in
  "") ;;
  --remove)
    remove
    refresh
    say "已从应用菜单去掉短信台。" "SMS Desk is no longer in the menu."
    exit 0
    ;;
  *)
    say "用法：./install-menu-entry.sh [--remove]" "usage: ./install-menu-entry.sh [--remove]" >&2
    exit 2
    ;;
esac

case "$folder" in
  *'
'* | *%*) # GLib looks for a program whose name has the %% of the entry
    say "路径中有换行或 %，应用菜单打不开：请移动目录。" \
      "The path has a line break or %, which menus cannot start: move the folder." >&2
    exit 1
    ;;
esac

# Quoted as an argument of Exec, then once more as a string of the file: `\` is `\\\\` there.
quoted=$(printf '%s' "$folder/sms-desk" | sed -e 's/\\/\\\\\\\\/g' -e 's/["`$]/\\\\&/g')

source=$folder/share
if [ ! -r "$source/applications/sms-desk.desktop" ] || [ ! -d "$source/icons/hicolor" ]; then
  say "目录不完整，缺少 share 里的文件：请重新解压。" \
    "Files below share are missing from this folder: unpack it again." >&2
  exit 1
fi

# The entry that is there stays until the new one is written.
mkdir -p "$share/applications" "$share/icons"
trap 'rm -f "$entry.new"' EXIT
trap 'exit 1' HUP INT TERM
while IFS= read -r line; do
  case "$line" in
    Exec=*) printf 'Exec="%s" %%f\n' "$quoted" ;;
    *) printf '%s\n' "$line" ;;
  esac
done <"$source/applications/sms-desk.desktop" >"$entry.new"
remove
mv -f "$entry.new" "$entry"
cp -R "$source/icons/hicolor" "$share/icons/"
refresh
say "短信台已在应用菜单里。移动此目录之后请再运行一次。" "SMS Desk is in the menu now. Run this again when you have moved this folder."
