#!/bin/sh
# The screens have their letters and lines also where no locale is set, or one that was never made; who asks for C gets ASCII lines. TAP.
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
number=0
status=0

# check WORDS LOCALE... : the start screen in that environment is the one in $work/NAME
check() {
	words=$1 wanted=$2
	shift 2
	number=$((number + 1))
	env -u LANG -u LC_CTYPE -u LC_ALL "$@" ./budgetdialog screen organisation "$work/folder" --as regiondirektor >"$work/out"
	if cmp -s "$work/out" "$work/$wanted"; then
		echo "ok $number - $words"
	else
		echo "not ok $number - $words"
		status=1
	fi
}

echo 1..4
./budgetdialog init "$work/folder" --example norrbotten-2020 >/dev/null || exit 1
LC_ALL=C.UTF-8 ./budgetdialog screen organisation "$work/folder" --as regiondirektor >"$work/utf8"
LC_ALL=C ./budgetdialog screen organisation "$work/folder" --as regiondirektor >"$work/ascii"
check 'no locale at all' utf8
check 'a locale that was never made' utf8 LANG=sv_XX.UTF-8
check 'an empty one' utf8 LANG=
check 'C is C' ascii LC_ALL=C
exit $status
