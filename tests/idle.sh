#!/bin/sh
# The built program on a pseudo terminal of its own (util-linux' script): who does nothing costs nothing, and who is stopped from outside gives
# the terminal back. Prints TAP. Wake-ups are counted by the kernel (voluntary context switches: each is one wait that came to an end) and, where
# it may look, by strace: every return of poll has a key, a signal or a changed folder behind it.
top=${abs_top_srcdir:-$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)}
cd "${abs_builddir:-.}" || exit 2
bin=$PWD/budgetdialog
scratch=$(mktemp -d) || exit 2
pid=
trap 'exec 3>&-; [ -z "$pid" ] || kill -KILL "$pid" 2>/dev/null; rm -rf "$scratch"' EXIT

LC_ALL=C.UTF-8
TERM=xterm-256color
BUDGETDIALOG_DATA=$top/data
XDG_STATE_HOME=$scratch/state
SHELL=/bin/sh
export LC_ALL TERM BUDGETDIALOG_DATA XDG_STATE_HOME SHELL bin scratch
unset BUDGETDIALOG_FOLDER BUDGETDIALOG_LINES NO_COLOR

number=0
failed=0

# report DESCRIPTION WRONG: ok when there is nothing wrong.
report() {
	number=$((number + 1))
	if [ -z "$2" ]; then
		echo "ok $number - $1"
	else
		echo "not ok $number - $1"
		printf '%s\n' "$2" | sed 's/^/# /'
		failed=1
	fi
}

# until_true COMMAND…: at most ten seconds.
until_true() {
	tries=100
	until "$@" 2>/dev/null; do
		tries=$((tries - 1))
		[ $tries -gt 0 ] || return 1
		sleep 0.1
	done
}

# start RUNNER…: the program with the tree, its keys from descriptor 3, all that it draws in $scratch/screen.
start() {
	rm -f "$scratch/keys" "$scratch/pid" "$scratch/screen"
	mkfifo "$scratch/keys"
	exec 3<>"$scratch/keys"
	echo 'stty rows 24 cols 80; '"$*" >"$scratch/run"
	script -qfc '. "$scratch/run"' "$scratch/screen" <"$scratch/keys" >/dev/null 2>&1 3>&- &
	until_true test -s "$scratch/pid" && pid=$(cat "$scratch/pid") && until_true grep -q 'avsluta' "$scratch/screen"
}

the_program='sh -c '\''echo $$ >"$scratch/pid"; exec "$bin" "$scratch/folder" --as regiondirektor'\'
drawn() {
	wc -c <"$scratch/screen"
}
has_drawn_more_than() {
	[ "$(drawn)" -gt "$1" ]
}
waits() {
	awk '/^voluntary_ctxt_switches/ { print $2 }' "/proc/$pid/status"
}
is_in_state() {
	grep -q "^State:.$1" "/proc/$pid/status"
}
is_gone() {
	! kill -0 "$pid"
}
# From whatever screen it is on.
leave() {
	for step in back and out; do
		printf q >&3
		sleep 0.2
	done
	until_true is_gone && pid=
}

# More bytes by a key, and then nothing for a time: what is to be compared begins and ends at rest.
press_and_rest() {
	before=$(drawn)
	printf '%s' "$1" >&3
	until_true has_drawn_more_than "$before"
	sleep 0.3
}

"$bin" init "$scratch/folder" --example norrbotten-2020 >/dev/null || exit 2

# --- idle

wrong=
if start "$the_program"; then
	sleep 0.3
	at_rest=$(waits)
	sleep 1
	[ "$(waits)" = "$at_rest" ] || wrong="$(($(waits) - at_rest)) wake-ups in a second of doing nothing"
else
	wrong="it did not start: $(tail -c 300 "$scratch/screen" | tr -c '[:print:]' ' ')"
fi
report 'it sleeps until something happens' "$wrong"

wrong=
press_and_rest o
after_key=$(waits)
sleep 1
[ "$after_key" -gt "$at_rest" ] || wrong='a key was no wake-up: the count counts nothing'
[ "$(waits)" = "$after_key" ] || wrong="$(($(waits) - after_key)) wake-ups after the key had been answered"
report 'a key wakes it, and then it sleeps again' "$wrong"

wrong=
leave || wrong='q did not end it'
report 'it leaves at q' "$wrong"

# --- the same told by strace, where a process may be looked at

traced() {
	command -v strace >/dev/null && strace -o "$scratch/trace" -e trace=poll true 2>/dev/null
}
calls='poll,ppoll,select,pselect6,epoll_wait,epoll_pwait,nanosleep,clock_nanosleep,timerfd_settime,setitimer,alarm'
if traced; then
	wrong=
	if start "strace -f -o '$scratch/trace' -e trace=$calls,execve -e signal=none $the_program"; then
		sleep 0.3
		first=$(grep -c 'poll(' "$scratch/trace")
		press_and_rest o
		press_and_rest v
		sleep 1
		polls=$(($(grep -c 'poll(' "$scratch/trace") - first))
		# two keys, each one return: the one that waits now has not returned, and stood in the first count
		[ $polls -ge 2 ] && [ $polls -le 4 ] || wrong="$polls waits for two keys"
		grep -v 'poll(\|execve(\|+++\|resumed\|poll *resumed' "$scratch/trace" >"$scratch/others" && wrong="$wrong $(head -n 3 "$scratch/others")"
		grep -q 'poll(.*= 0 (Timeout)' "$scratch/trace" && wrong="$wrong a wait ended by time: $(grep -m 1 'Timeout' "$scratch/trace")"
	else
		wrong='it did not start under strace'
	fi
	leave
	report 'strace sees a wait for each key and none that ends by time' "$wrong"
fi

# --- stopped from outside by a shell that knows jobs

wrong=
if start "sh -mc \"$(printf '%s' "$the_program" | sed 's/[$"\\]/\\&/g'); echo STOPPED; stty -a; fg\""; then
	before=$(drawn)
	kill -TSTP "$pid"
	until_true grep -q STOPPED "$scratch/screen" || wrong='the shell did not get its terminal back'
	until_true has_drawn_more_than $((before + 1500)) || wrong="$wrong; it did not draw anew when it went on"
	tr -d '\r' <"$scratch/screen" | sed '1,/STOPPED/d' >"$scratch/after"
	grep -q '[ ;]icanon' "$scratch/after" && grep -q '[ ;]echo ' "$scratch/after" || wrong="$wrong; the modes of the line were not put back"
	sed '/STOPPED/q' "$scratch/screen" | grep -q "$(printf '\033')\[?1049l" || wrong="$wrong; the screen was not left"
	until_true is_in_state S || wrong="$wrong; it does not wait for keys"
	press_and_rest o
	leave || wrong="$wrong; it takes no keys"
else
	wrong='it did not start'
fi
report 'kill -TSTP gives the terminal back, and fg goes on' "$wrong"

# --- and where nobody could wake it: script's child is an orphan, as a login shell over ssh may be

wrong=
if start "$the_program"; then
	kill -TSTP "$pid"
	sleep 0.3
	is_in_state S || wrong='it was stopped for ever'
	press_and_rest o
	leave || wrong="$wrong; it takes no keys"
else
	wrong='it did not start'
fi
report 'without a shell to wake it, it goes on by itself' "$wrong"

# --- the line goes

wrong=
if start "$the_program"; then
	kill -HUP "$pid"
	until_true is_gone || wrong='it stayed'
	pid=
else
	wrong='it did not start'
fi
report 'a hang-up ends it' "$wrong"

echo "1..$number"
exit $failed
