#!/bin/sh
# The manual pages and README say what the program does: its keys, its commands and options, a screen, the hash by hand. Prints TAP.
# GENERATE=1 make check CHECKS=tests/docs.sh first writes what is made by the program into man/budgetdialog.1 and README.md: the lines
# between «NAME: begin» and «NAME: end».
# shellcheck disable=SC2086,SC2317 # lists of words; functions called by their names
top=${abs_top_srcdir:-$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)}
cd "${abs_builddir:-.}" || exit 2
bin=$PWD/budgetdialog
manual=$top/man/budgetdialog.1
format=$top/man/budgetdialog-folder.5
readme=$top/README.md
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT

# The same terminal, language and folder whoever runs this.
LC_ALL=C.UTF-8
TERM=xterm-256color
BUDGETDIALOG_DATA=$top/data
SOURCE_DATE_EPOCH=1576800000
export LC_ALL TERM BUDGETDIALOG_DATA SOURCE_DATE_EPOCH
unset BUDGETDIALOG_FOLDER BUDGETDIALOG_LINES NO_COLOR
folder_id=0123456789abcdef0123456789abcdef

# --- What the program says, in the form of the pages

# The action table as lists of mdoc, one a screen.
keys_of_manual() {
	"$bin" keys --format markdown >"$scratch/table" || return 1
	awk -F ' [|] ' '
		function roff(text) {
			gsub(/\\\\/, "\001", text); gsub(/\\/, "", text); gsub(/\001/, "\\e", text)
			gsub(/-/, "\\-", text); gsub(/\^/, "\\(ha", text)
			return text
		}
		NR > 2 {
			sub(/^[|] /, "", $1); sub(/ [|]$/, "", $4)
			count = split($3, where, ", ")
			for (i = 1; i <= count; i++) {
				if (!(where[i] in keys)) order[++screens] = where[i]
				keys[where[i]] = keys[where[i]] ".It Ic \\&" roff($1) "\n" roff($4) "\n"
			}
		}
		END {
			for (i = 1; i <= screens; i++)
				printf ".Ss %s\n.Bl -tag -width \"PgDn, Ctrl-F, Blanksteg\" -compact\n%s.El\n", order[i], keys[order[i]]
		}' "$scratch/table"
}

keys_of_readme() {
	"$bin" keys --format markdown
}

picture() {
	echo '```text'
	"$bin" screen organisation "$scratch/folder" --as regiondirektor --size 80x24 || return 1
	echo '```'
}

# «command option …», sorted, from the help of every command.
commands_of_help() {
	"$bin" --help >"$scratch/help" || return 1
	sed -n 's/^  \([a-z][a-z]*\) .*/\1/p' "$scratch/help" | while read -r command; do
		"$bin" "$command" --help >"$scratch/command" || return 1
		options=$(sed -n 's/^  \(-[a-z], \)*--\([a-z-]*\).*/\2/p' "$scratch/command" | grep -vx help | sort)
		echo "$command" $options
	done | sort
}

# The same from the manual: `.It Xo`, `.Ic command`, `.Fl -option` … `.Xc`.
commands_of_manual() {
	awk '
		/^\.Sh / { inside = $2 == "COMMANDS" }
		inside && /^\.It Xo/ { listing = 1; command = "" }
		listing && /^\.Ic / { command = $2; print command }
		listing && match($0, /Fl -[a-z-]+/) { print command, substr($0, RSTART + 4, RLENGTH - 4) }
		/^\.Xc/ { listing = 0 }
	' "$manual" >"$scratch/listed"
	grep -v ' ' "$scratch/listed" | while read -r command; do
		options=$(sed -n "s/^$command //p" "$scratch/listed" | sort)
		echo "$command" $options
	done | sort
}

# --- Blocks

# block FILE NAME: what stands between the two markers.
block() {
	awk -v name="$2" 'index($0, name ": end") { inside = 0 } inside { print } index($0, name ": begin") { inside = 1 }' "$1"
}

# put FILE NAME TEXT: writes it there.
put() {
	awk -v name="$2" -v text="$3" '
		index($0, name ": end") { inside = 0 }
		!inside { print }
		index($0, name ": begin") { inside = 1; while ((getline line <text) > 0) print line }' "$1" >"$scratch/put" && cat "$scratch/put" >"$1"
}

# --- Results

number=0
failed=0

# report DESCRIPTION STATUS FILE: FILE holds what is wrong.
report() {
	number=$((number + 1))
	if [ "$2" = 0 ]; then
		echo "ok $number - $1"
	else
		echo "not ok $number - $1"
		sed 's/^/# /' "$3"
		failed=1
	fi
}

# same DESCRIPTION STATUS WRITTEN MADE: the program ended well, said something, and the page has it.
same() {
	if [ "$2" != 0 ] || [ ! -s "$4" ]; then
		echo 'the program said nothing, or ended badly' >"$scratch/wrong"
		report "$1" 1 "$scratch/wrong"
	else
		diff "$3" "$4" >"$scratch/wrong"
		report "$1" $? "$scratch/wrong"
	fi
}

# generated DESCRIPTION FILE NAME COMMAND
generated() {
	"$4" >"$scratch/made"
	status=$?
	if [ -n "$GENERATE" ] && [ $status = 0 ]; then
		put "$2" "$3" "$scratch/made"
	fi
	block "$2" "$3" >"$scratch/written"
	same "$1" $status "$scratch/written" "$scratch/made"
}

# --- The hash by hand: the commands of the page, run in a folder, print the same digits twice

by_hand() {
	awk '/To check line 2/ { found = 1 } found && /^\.Ed/ { exit } inside { print } found && /^\.Bd/ { inside = 1 }' "$format" |
		sed 's/^\$ //; s/\\-/-/g; s/\\e/\\/g' >"$scratch/by-hand"
	(cd "$scratch/folder" && sh "$scratch/by-hand") | grep -Eo '[0-9a-f]{64}' >"$scratch/digits"
	[ "$(wc -l <"$scratch/digits")" = 2 ] && [ "$(sort -u "$scratch/digits" | wc -l)" = 1 ]
}

# --- The pages as pages

lint() {
	if ! command -v groff >/dev/null; then
		echo 'groff is missing (Debian: apt-get install groff-base)'
		return 1
	fi
	for page in "$manual" "$format"; do
		groff -k -mdoc -Tutf8 -ww -z "$page" 2>&1 || return 1
	done >"$scratch/lint"
	if command -v mandoc >/dev/null; then
		mandoc -Tlint -Wwarning "$manual" "$format" >>"$scratch/lint" 2>/dev/null
	fi
	cat "$scratch/lint"
	[ ! -s "$scratch/lint" ]
}

echo 1..7
"$bin" init "$scratch/folder" --example norrbotten-2020 --id $folder_id >/dev/null || exit 2

generated 'the keys in budgetdialog.1 are those of the program' "$manual" keys keys_of_manual
generated 'the keys in README.md are those of the program' "$readme" keys keys_of_readme
generated 'the picture in README.md is what the program draws' "$readme" picture picture

commands_of_help >"$scratch/of-help"
status=$?
commands_of_manual >"$scratch/of-manual"
same 'budgetdialog.1 has the commands and options of --help, and no others' $status "$scratch/of-manual" "$scratch/of-help"

cut -d ' ' -f 1 "$scratch/of-help" | while read -r command; do
	grep -q "^ *budgetdialog $command " "$readme" || echo "README.md does not name: budgetdialog $command"
done >"$scratch/wrong"
[ ! -s "$scratch/wrong" ]
report 'README.md names every command' $? "$scratch/wrong"

by_hand
report 'the hash by hand, as budgetdialog-folder.5 says' $? "$scratch/digits"

lint >"$scratch/wrong"
report 'the manual pages are without faults' $? "$scratch/wrong"
exit $failed
