#!/bin/sh
# summary.sh CHECK...: runs the checks (programs and scripts that print TAP), as many at once as there are processors, and sums them up.
# The last line is «N passed, N failed»; a check that says nothing, stops early, hangs or exits wrongly counts as one failure more, and
# with CI set so does a skipped test. Run by `make check`, in the build directory, with abs_builddir and the like set.
# Output is kept in tests/log/<check>.tap and .err. CHECK_SECONDS: how long one check may take (600).

: "${abs_top_srcdir:?is set by make check}" "${abs_builddir:?is set by make check}"

# What every check meets: one locale, the shipped data, a home of its own, no settings of the person who builds.
environment() {
	LC_ALL=C.UTF-8
	BUDGETDIALOG_DATA=$abs_top_srcdir/data
	CMOCKA_MESSAGE_OUTPUT=TAP
	ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1${ASAN_OPTIONS:+:$ASAN_OPTIONS}
	UBSAN_OPTIONS=print_stacktrace=1${UBSAN_OPTIONS:+:$UBSAN_OPTIONS}
	HOME=$abs_builddir/$log/home
	export LC_ALL BUDGETDIALOG_DATA CMOCKA_MESSAGE_OUTPUT ASAN_OPTIONS UBSAN_OPTIONS HOME
	unset LANGUAGE BUDGETDIALOG_FOLDER XDG_STATE_HOME XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME
	mkdir -p "$HOME"
}

# Runs one check and leaves its output and exit status in the log directory.
run() {
	base=$log/$(basename "$1")
	case $1 in
	*.sh) set -- "${SHELL:-/bin/sh}" "$abs_top_srcdir/$1" ;;
	*) set -- "./$1" ;;
	esac
	if command -v timeout >/dev/null 2>&1; then
		set -- timeout -k 5 "${CHECK_SECONDS:-600}" "$@"
	fi
	started=$(date +%s)
	"$@" >"$base.tap" 2>"$base.err" </dev/null
	echo $? >"$base.status"
	echo $(($(date +%s) - started)) >"$base.seconds"
}

# One line about one check, and what failed in it; then «passed failed» for the sum in its .sum.
judge() {
	base=$log/$(basename "$1")
	LC_ALL=C awk -v name="$1" -v status="$(cat "$base.status" 2>/dev/null)" -v ci="$CI" -v sum="$base.sum" -v seconds="$(cat "$base.seconds" 2>/dev/null)" '
		function fail(why) { failed++; detail = detail "      " why "\n" }
		/^1\.\.[0-9]+/ { plan += substr($1, 4) }
		/^(not )?ok [0-9].*# SKIP/ { seen++; skipped++; if (ci != "") fail("may not be skipped in CI: " $0); told = 0; next }
		/^ok [0-9]/ { seen++; passed++; told = 0 }
		/^not ok [0-9]/ { seen++; fail($0); told = 1 }
		/^#/ && told { detail = detail "      " $0 "\n" }
		END {
			if (status == "") fail("could not be run")
			else if (status == 124 || status == 137) fail("was stopped: it took too long (or was killed)")
			else if (!seen) fail("no test ran (exit status " status ")")
			else if (seen != plan) fail("announced " plan " tests and reported " seen " (exit status " status \
				"): it stopped early, or a child left with exit() and not _exit(), or printed without a line feed")
			else if (status != 0 && !failed) fail("every test passed, but the exit status is " status " (a leak?)")
			printf "%s %-28s %5d passed%s%s%s\n", failed ? "FAIL" : "  ok", name, passed, failed ? ", " failed " failed" : "",
				skipped ? ", " skipped " skipped" : "", (seconds >= 10) ? ", " seconds " s" : ""
			printf "%s", detail
			print passed + 0, failed + 0 >sum
			exit failed != 0
		}' "$base.tap"
}

log=tests/log
if [ "$1" = --run ]; then
	run "$2"
	exit 0
fi

cd "$abs_builddir" || exit 2
rm -rf "$log" && mkdir -p "$log" || exit 2
environment
printf '%s\n' "$@" | xargs -n 1 -P "$(nproc 2>/dev/null || echo 2)" "${SHELL:-/bin/sh}" "$abs_top_srcdir/tests/summary.sh" --run

for check; do
	if ! judge "$check" && [ -s "$log/$(basename "$check").err" ]; then
		echo "      --- $log/$(basename "$check").err"
		tail -n 60 "$log/$(basename "$check").err" | sed 's/^/      /'
	fi
done
cat "$log"/*.sum | awk '
	{ passed += $1; failed += $2 }
	END { printf "%d passed, %d failed\n", passed, failed; exit failed || !passed }'
