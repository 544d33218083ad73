#!/bin/sh
# The budget knows no terminal: libbudget.a may not refer to a symbol of curses or terminfo. Prints TAP.
# Which symbols those are is asked of the very libraries that budgetdialog is linked with; the same search has to find some in libscreens.a,
# or it would prove nothing.
LC_ALL=C
export LC_ALL
cd "${abs_builddir:-.}" || exit 2
nm=${NM:-nm}
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT

# What curses and terminfo define.
ldd ./budgetdialog | awk '/curses|tinfo/ { print $3 }' | while read -r library; do
	$nm -D --defined-only "$library"
done | awk '{ sub(/@.*/, "", $3); print $3 }' | sort -u >"$scratch/curses"

# Prints the curses symbols a library refers to and does not define itself. Fails when the library cannot be read or is empty.
curses_in() {
	$nm "$1" >"$scratch/symbols" || return 1
	awk 'NF == 3 && $2 == "T" { found = 1 } END { exit !found }' "$scratch/symbols" || return 1
	awk 'NF == 2 && $1 == "U" { used[$2] } NF == 3 { own[$3] }
		END { for (name in used) if (!(name in own)) print name }' "$scratch/symbols" | sort | comm -12 - "$scratch/curses"
}

# report NUMBER DESCRIPTION WRONG: ok when there is nothing wrong.
report() {
	if [ -z "$3" ]; then
		echo "ok $1 - $2"
	else
		echo "not ok $1 - $2"
		echo "# $3"
		failed=1
	fi
}

failed=0
wrong=
echo 1..2
if ! found=$(curses_in libbudget.a); then
	wrong='libbudget.a cannot be read or is empty'
elif [ -n "$found" ]; then
	wrong="src/ must not know the terminal, but refers to: $(echo "$found" | tr '\n' ' ')"
fi
report 1 'libbudget.a names no curses symbol' "$wrong"

wrong=
if ! found=$(curses_in libscreens.a) || [ -z "$found" ]; then
	wrong='nothing found there: the search is broken, or libscreens.a is empty'
fi
report 2 'the same search finds curses in libscreens.a' "$wrong"
exit $failed
