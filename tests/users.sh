#!/bin/sh
# With real operating-system users: a folder set up by `init` and the very commands that `doctor` prints, in which the kernel refuses what the
# program refuses. Prints TAP. Needs root, for users that it makes and removes, and a file system with chattr +a; where that cannot be had the
# tests are skipped, which summary.sh counts as failed in CI.
# shellcheck disable=SC1010,SC2016,SC2317 # budgetdialog do; commands for another shell; functions called by their names
program=${abs_builddir:-.}/budgetdialog
PATH=$PATH:/usr/sbin:/sbin
LC_ALL=C.UTF-8
export PATH LC_ALL
unset BUDGETDIALOG_FOLDER SOURCE_DATE_EPOCH

# The chef, the chef beside her, who reads without a seat, who has no business there, the registrar, and one who comes later.
group=bdt$$
chef=bdt$$c
neighbour=bdt$$n
reader=bdt$$r
stranger=bdt$$s
registrar=bdt$$g
later=bdt$$l
users="$chef $neighbour $reader $stranger $registrar $later"

number=0
failed=0
scratch=
image=

skip() {
	echo 1..1
	echo "ok 1 - the kernel refuses what the program refuses # SKIP $1"
	exit 0
}

# --- What is made, and taken away whatever happens

take_away() {
	trap '' HUP INT TERM
	for user in $users; do
		userdel "$user" 2>/dev/null
	done
	groupdel "$group" 2>/dev/null
	[ -z "$scratch" ] || leave_place
}

leave_place() {
	cd /
	chattr -R -f -a "$scratch"
	[ -z "$image" ] || umount "$scratch/disk"
	image=
	rm -rf "$scratch"
}

can_append_only() {
	true >"$1/probe" && chattr +a "$1/probe" 2>/dev/null && ! true 2>/dev/null >"$1/probe"
	able=$?
	chattr -f -a "$1/probe"
	rm -f "$1/probe"
	return $able
}

# An ext4 of our own, for when the directories for scratch lie on something else.
mount_image() {
	mkdir "$scratch/disk" && truncate -s 32M "$scratch/image" && mkfs.ext4 -q -F "$scratch/image" >&2 &&
		mount -o loop "$scratch/image" "$scratch/disk" >&2 && image=$scratch/image
	[ -n "$image" ] && chmod 755 "$scratch/disk" && can_append_only "$scratch/disk"
}

find_place() {
	for place in /var/tmp /tmp /; do
		scratch=$(mktemp -d "$place/budgetdialog-users-XXXXXX") || continue
		chmod 755 "$scratch"
		work=$scratch
		can_append_only "$scratch" && return 0
		work=$scratch/disk
		mount_image && return 0
		leave_place
	done
	return 1
}

make_users() {
	groupadd --system "$group" || return 1
	for user in $users; do
		useradd --system --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin --user-group "$user" || return 1
	done
	for user in $chef $neighbour $reader $registrar; do
		usermod -a -G "$group" "$user" || return 1
	done
}

# --- A small region

write_example() {
	mkdir -p "$work/data/small" || return 1
	cat >"$work/data/small/region.cfg" <<-END
		format = 1;
		name = "Liten region"; org_number = "000000-0000"; year = 2020; registrar = "$registrar"; protection = "host";
		levels = ( { id="region"; name="Region"; chef="regiondirektör"; plan="plan"; subs="Delar"; money="mnkr"; },
			{ id="division"; name="Division"; chef="divisionschef"; plan="plan"; subs="Delar"; money="mnkr"; } );
		kinds = ( { id="base"; name="Utgångsläge"; short="2019"; opening=true; explained=true; }, { id="index"; name="Index"; short="Index"; } );
		lines = ( { id="personal"; name="Personal"; kind="cost"; account="40"; } );
		areas = ( ); principles = ( ); versions = ( );
	END
	write_organisation '' >"$work/data/small/organisation.cfg"
	cat >"$work/data/small/acts.jsonl" <<-END
		{"by":"$registrar","act":"post","kind":"base","year":2020,"legs":[["region",9000000]],"decision":"RF 1"}
		{"by":"$chef","act":"post","kind":"base","year":2020,"legs":[["norr",5000000],["syd",4000000]]}
	END
}

# write_organisation DEPUTY: the chef of the region is the one who is attacked.
write_organisation() {
	cat <<-END
		units = ( { id="region"; kind="unit"; name="Regionen"; level="region"; chef="$chef"; registrars=( "$registrar" ); $1 },
			{ id="norr"; parent="region"; kind="unit"; name="Norr"; level="division"; chef="$neighbour"; },
			{ id="syd"; parent="region"; kind="unit"; name="Syd"; level="division"; chef="$chef"; } );
	END
}

# --- Results

# report DESCRIPTION STATUS: $work/wrong holds what is wrong.
report() {
	number=$((number + 1))
	if [ "$2" = 0 ]; then
		echo "ok $number - $1"
	else
		echo "not ok $number - $1"
		tail -n 20 "$work/wrong" | sed 's/^/# /'
		failed=1
	fi
}

# What is in the folder, whose it is and who may what: the same after everything that is refused.
state() {
	find "$F" -printf '%P %y %u:%g %m %n %s\n' | sort
	find "$F" -type f -print0 | sort -z | xargs -0 sha256sum
	lsattr -R "$F" | sort
}

as() {
	user=$1
	shift
	if [ "$user" = root ]; then
		"$@"
	else
		runuser -u "$user" -- "$@"
	fi
}

# refused USER DESCRIPTION COMMAND: it fails, by the kernel's doing, and changes nothing.
refused() {
	as "$1" sh -c "$3" >"$work/said" 2>&1 </dev/null
	status=$?
	state >"$work/now"
	{
		echo "status $status"
		cat "$work/said"
		diff "$work/state" "$work/now"
	} >"$work/wrong"
	[ $status != 0 ] && cmp -s "$work/state" "$work/now"
	report "$(role "$1") is refused: $2" $?
}

role() {
	case $1 in
	"$chef") echo 'the owner' ;;
	"$neighbour") echo 'a neighbour' ;;
	"$reader") echo 'a reader' ;;
	"$stranger") echo 'a stranger' ;;
	*) echo "$1" ;;
	esac
}

# exits USER STATUS DESCRIPTION ARGUMENT…: budgetdialog ends so; a status above 0 comes with a sentence.
exits() {
	who=$1
	wanted=$2
	description=$3
	shift 3
	as "$who" "$B" "$@" >"$work/said" 2>"$work/err" <"$work/input"
	status=$?
	cat "$work/said" "$work/err" >"$work/wrong"
	echo "status $status, not $wanted" >>"$work/wrong"
	[ $status = "$wanted" ] && { [ "$wanted" = 0 ] || grep -q '[a-zåäö] [a-zåäö]' "$work/said" "$work/err"; }
	report "$description" $?
}

# --- Protecting a folder as doctor says

# The commands as they are printed, by a shell; as many times as it asks.
protect() {
	for _ in 1 2 3; do
		"$B" doctor "$F" >"$work/doctor" && return 0
		sed -n 's/^    //p' "$work/doctor" >"$work/commands"
		[ -s "$work/commands" ] || break
		sh -e "$work/commands" || break
	done >"$work/wrong" 2>&1
	cat "$work/doctor" "$work/commands" >>"$work/wrong"
	"$B" doctor "$F" >>"$work/wrong"
}

# make NAME: a folder, whose group is told once; the rest is doctor's.
make() {
	F=$work/$1
	J=$F/journals/$chef.jsonl
	L=$F/locks/$chef
	export F J L
	"$B" init "$F" --example small >"$work/wrong" 2>&1 && chgrp "$group" "$F"
}

say() {
	printf '{"act":"say","unit":"%s","kind":"comment","text":"%s"}\n' "$1" "$2" >"$work/input"
}

# --- What foreign hands may not do

# Everyone but the owner.
foreign_attacks() {
	cat <<'END'
append to the journal|echo x >>"$J"
change the journal in place|printf x | dd of="$J" conv=notrunc
empty the journal|: >"$J"
shorten the journal|truncate -s 10 "$J"
remove the journal|rm -f "$J"
rename the journal|mv -f "$J" "$J.gone"
put another file in its place|cp /dev/null "$T/mine" && mv -f "$T/mine" "$J"
put a link in its place|ln -sf /etc/passwd "$J"
give the journal another name|ln "$J" "$T/name"
give the journal another name beside it|ln "$J" "$F/journals/other.jsonl"
change the rights of the journal|chmod 666 "$J"
take the journal over|chown "$(id -un)" "$J"
take the append-only attribute off|chattr -a "$J"
put a lease on the journal|perl -e 'open(F, "<", $ENV{J}) && fcntl(F, 1024, 0) or exit 1'
make a new journal|: >"$F/journals/new.jsonl"
open the lock|: <"$L"
lock the lock|flock -n "$L" true
remove the lock|rm -f "$L"
rename the lock|mv -f "$L" "$L.gone"
put another lock in its place|: >"$T/lock" && mv -f "$T/lock" "$L"
link the lock|ln "$L" "$T/lock-name"
make a lock|: >"$F/locks/new"
change the rights of the lock|chmod 666 "$L"
write region.cfg|echo >>"$F/region.cfg"
put another region.cfg in its place|: >"$T/region" && mv -f "$T/region" "$F/region.cfg"
write an object|for o in "$F"/objects/*; do echo >>"$o"; done
remove an object|rm -f "$F"/objects/????*
add an object|: >"$F/objects/new"
move the journals away|mv "$F/journals" "$F/gone"
move the folder away|mv "$F" "$F.gone"
open the folder|chmod 777 "$F"
END
}

# Her own journal is hers to add to, and nothing else; her own lock she may spoil for herself.
owner_attacks() {
	foreign_attacks | grep -v -e '^append to the' -e 'lock' -e 'lease'
	cat <<'END'
change a letter of what she wrote|sed -i s/base/case/ "$J"
write from the beginning|printf x | dd of="$J" bs=1 seek=0 conv=notrunc
cut away her last line|truncate -s -1 "$J"
remove the lock|rm -f "$L"
put another lock in its place|: >"$T/lock" && mv -f "$T/lock" "$L"
append to a neighbour's journal|echo x >>"$F/journals/$N.jsonl"
open a neighbour's lock|: <"$F/locks/$N"
END
}

# every USER TABLE
every() {
	"$2" | while IFS='|' read -r description attack; do
		printf '%s\t%s\n' "$description" "$attack"
	done >"$work/attacks"
	while IFS='	' read -r description attack <&3; do
		refused "$1" "$description" "$attack"
	done 3<"$work/attacks"
}

# A refusal proves nothing where the attack would not have worked anyway: root can do each of them, to a copy that is not append-only.
attacks_work() {
	{
		foreign_attacks
		owner_attacks
	} | sort -u >"$work/attacks"
	while IFS='|' read -r description attack <&3; do
		rm -rf "$work/copy" "$work/copy.gone" "${T:?}"/*
		cp -a "$F" "$work/copy" || exit 1
		F=$work/copy J=$work/copy/journals/$chef.jsonl L=$work/copy/locks/$chef sh -c "$attack" >"$work/said" 2>&1 </dev/null && continue
		echo "root cannot: $description"
		cat "$work/said"
	done 3<"$work/attacks" >"$work/wrong"
	rm -rf "$work/copy" "$work/copy.gone" "${T:?}"/*
	[ ! -s "$work/wrong" ]
	report 'each attack is one: root can do it to a copy' $?
}

# --- What the administrator could get wrong; doctor says so, and its commands make it right

mistakes() {
	cat <<'END'
a journal that may be rewritten|chattr -a "$J"
a journal that the group may write|chattr -a "$J" && chmod 660 "$J" && chattr +a "$J"
a journal of the wrong owner|chattr -a "$J" && chown "$N" "$J"
a journal of the wrong group|chattr -a "$J" && chgrp root "$J" && chattr +a "$J"
a lock that all may lock|chmod 644 "$L"
a lock of the wrong owner|chown root "$L"
journals/ that all may change|chmod 777 "$F/journals"
locks/ of another owner|chown "$N" "$F/locks"
objects/ that the group may change|chmod g+w "$F/objects"
an object that all may read|chmod 644 "$F"/objects/*
region.cfg that a user may write|chown "$N" "$F/region.cfg"
a folder that all may read|chmod 755 "$F"
END
}

found_and_mended() {
	mistakes >"$work/mistakes"
	while IFS='|' read -r description mistake <&3; do
		sh -e -c "$mistake" >"$work/wrong" 2>&1 && ! "$B" doctor "$F" >"$work/wrong" && as "$chef" "$B" screen start "$F" 2>&1 | grep -q 'ej styrkt'
		report "doctor finds $description, and the head says «ej styrkt»" $?
		protect && ! as "$chef" "$B" screen start "$F" | grep 'ej styrkt' >"$work/wrong" && state >"$work/now" && diff "$work/state" "$work/now" >"$work/wrong"
		report "doctor's commands mend $description" $?
	done 3<"$work/mistakes"
}

# What no command mends: doctor says so and keeps its hands off.
links() {
	mv "$F/locks/$neighbour" "$work/aside" && ln -s /etc/passwd "$F/locks/$neighbour"
	! "$B" doctor "$F" >"$work/wrong" && grep -q "^locks/$neighbour: .*symbolisk" "$work/wrong" && ! grep -q '^    ' "$work/wrong"
	report 'doctor finds a symbolic link and prints no command for it' $?
	rm "$F/locks/$neighbour" && mv "$work/aside" "$F/locks/$neighbour"
	chattr -a "$J" && ln "$J" "$work/name" && chattr +a "$J"
	! "$B" doctor "$F" >"$work/wrong" && grep -q "^journals/$chef.jsonl: .*hårda länkar" "$work/wrong" && ! grep -q '^    ' "$work/wrong"
	report 'doctor finds a hard link and prints no command for it' $?
	chattr -a "$J" && rm "$work/name" && chattr +a "$J"
	mkdir "$work/hers" && chown "$neighbour" "$work/hers" && "$B" init "$work/hers/f" --example small >/dev/null &&
		! "$B" doctor "$work/hers/f" >"$work/wrong" && grep -q "^$work/hers: tillhör $neighbour" "$work/wrong" && ! grep -q '^    chattr' "$work/wrong"
	report 'doctor finds a folder in a place that a user can change' $?
}

# --- The tests

lock_out() {
	say region 'Trots en läsares lås'
	mkfifo "$work/hold" "$work/held"
	chmod 666 "$work/hold" "$work/held"
	as "$reader" perl -e 'open(F, "<", $ENV{J}) or die; flock(F, 6) or die "flock: $!";
		$lock = pack("s s x4 q q i x4", 0, 0, 0, 0, 0); fcntl(F, 37, $lock) or die "OFD: $!";
		open(G, ">", $ARGV[1]); print G "held\n"; close G; open(H, "<", $ARGV[0]); <H>' "$work/hold" "$work/held" 2>"$work/holder" &
	holder=$!
	read -r held <"$work/held"
	as "$chef" "$B" do "$F" <"$work/input" >"$work/wrong" 2>&1
	status=$?
	: >"$work/hold"
	wait $holder
	cat "$work/holder" >>"$work/wrong"
	[ "$held" = held ] && [ $status = 0 ]
	report 'a reader who holds every lock she can get on the journal does not keep its owner out' $?
}

reading() {
	: >"$work/input"
	for command in 'report ram' check verify log checkpoint doctor; do
		# shellcheck disable=SC2086 # two words
		exits "$reader" 0 "a reader may: $command" $command "$F"
	done
	exits "$reader" 0 'a reader may: screen organisation' screen organisation "$F"
	exits "$stranger" 2 'a stranger may not: report ram' report ram "$F"
	exits "$stranger" 2 'a stranger may not: screen start' screen start "$F"
}

writing() {
	say region 'Mitt eget'
	exits "$chef" 0 'the owner appends to her journal with do' do "$F"
	state >"$work/state"
	exits "$chef" 2 'the owner with --as a neighbour: refused with a sentence' do "$F" --as "$neighbour"
	exits "$neighbour" 2 'a neighbour with --as the owner: refused with a sentence' do "$F" --as "$chef"
	exits "$reader" 2 'a reader with --as the owner: refused with a sentence' do "$F" --as "$chef"
	exits "$stranger" 2 'a stranger with --as the owner: refused with a sentence' do "$F" --as "$chef"
	exits "$neighbour" 2 'the screens with --as the owner: refused with a sentence' screen start "$F" --as "$chef"
	exits "$registrar" 0 'who changes nothing may adopt' adopt "$F"
	state >"$work/now"
	diff "$work/state" "$work/now" >"$work/wrong"
	report 'none of these changed anything' $?
}

# What she may do to her own journal harms nobody else.
scribbling() {
	as "$chef" sh -c 'printf "{\"n\":9,\"pre" >>"$J"'
	say norr 'Oberörd'
	exits "$neighbour" 0 'a neighbour writes on beside a journal with a torn tail' do "$F"
	say region 'Förseglad'
	exits "$chef" 0 'and its owner seals it' do "$F"
	exits "$reader" 0 'then all is well again' verify "$F"
	state >"$work/state"
}

# adopt is the administrator's where objects/ is closed: she brings a new user in, and doctor says what is left to do.
adopting() {
	write_organisation "deputies=( { user=\"$later\"; } );" >"$F/organisation.cfg"
	: >"$work/input"
	exits "$registrar" 2 'the registrar without the administrator cannot adopt a change' adopt "$F"
	exits root 0 'the administrator adopts a change' adopt "$F"
	exits "$reader" 0 'and the others can read it at once' verify "$F"
	exits root 1 'doctor tells of the new journal' doctor "$F"
	protect
	report "doctor's commands give it to its user, and let her read" $?
	say region 'Ny här'
	exits "$later" 0 'who can write in it' do "$F"
	userdel "$later"
	exits root 1 'doctor tells of a journal whose user is gone' doctor "$F"
	protect
	report "doctor's commands give it to root, so that nobody gets it with the number" $?
}

umasks() {
	for mask in 000 002 022 027 077; do
		(umask $mask && make "umask $mask")
		report "init with umask $mask" $?
		F="$work/umask $mask"
		J=$F/journals/$chef.jsonl
		L=$F/locks/$chef
		if [ $mask = 000 ]; then
			! "$B" doctor "$F" >"$work/wrong" && ! grep -q '^    chattr' "$work/wrong" && grep -q 'Först katalogerna' "$work/wrong"
			report 'where others can change the directories, doctor begins with them' $?
		fi
		protect
		report "doctor's commands protect it" $?
		say region "umask $mask"
		(umask $mask && as "$chef" "$B" do "$F" <"$work/input" >"$work/wrong" 2>&1 && "$B" doctor "$F" >"$work/wrong")
		report 'writing with that umask leaves it protected' $?
		write_organisation 'purpose="Något";' >"$F/organisation.cfg"
		(umask $mask && "$B" adopt "$F" >"$work/wrong" 2>&1 && "$B" doctor "$F" >"$work/wrong" && as "$reader" "$B" verify "$F" >"$work/wrong" 2>&1)
		report 'adopting with that umask leaves it protected, and readable' $?
		state >"$work/state"
		for attack in 'echo x >>"$J"' ': >"$J"' 'rm -f "$J"' 'mv -f "$J" "$J.gone"' 'rm -f "$L"' 'flock -n "$L" true' ': >"$F/objects/new"'; do
			refused "$neighbour" "$attack" "$attack"
		done
	done
}

[ "$(id -u)" = 0 ] || skip 'needs root, to make users'
for tool in useradd usermod userdel groupadd groupdel runuser chattr lsattr flock perl; do
	command -v $tool >/dev/null || skip "needs $tool (Debian: apt-get install passwd util-linux e2fsprogs perl-base)"
done
trap take_away EXIT
trap 'exit 130' INT
trap 'exit 143' HUP TERM
find_place || skip 'needs a file system with chattr +a: neither /var/tmp, /tmp nor / has it, and an ext4 image could not be mounted (no right to: a container?)'
make_users >&2 || {
	echo 1..1
	echo 'not ok 1 - users could be made'
	exit 1
}
cp "$program" "$work/budgetdialog" && chmod 755 "$work/budgetdialog" || exit 2
mkdir "$work/tmp" && chmod 1777 "$work/tmp" || exit 2
B=$work/budgetdialog
T=$work/tmp
N=$neighbour
BUDGETDIALOG_DATA=$work/data
export B T N BUDGETDIALOG_DATA
write_example || exit 2

make "år 2020, 'provet'"
report 'init' $?
"$B" doctor "$F" >"$work/wrong"
[ $? = 1 ] && ! grep -q "$chef.jsonl: .*gruppen kan" "$work/wrong"
report 'doctor: not as promised yet' $?
protect
report "doctor's commands, run as they stand, make it as promised" $?
"$B" doctor "$F" | grep -q "skyddad.*gruppen $group läser"
report 'doctor says who reads' $?

writing
reading
lock_out
scribbling
for user in $neighbour $reader $stranger; do
	every "$user" foreign_attacks
done
every "$chef" owner_attacks
attacks_work
found_and_mended
links
adopting
umasks
echo "1..$number"
exit $failed
