# A region of N units as an example directory for `init`: awk -v N=500 -v dir=DIR -f region.awk. Five levels and more, ten sub-units each, one
# chef per ten units (so one journal a person), a post and a division of six amounts a unit. And the same tree for ncdu: DIR/tree.json.

function chef(unit) { return "c" int(unit / 10) }
function parent(unit) { return int((unit - 1) / 10) }

function header(file) {
	print "format=1; name=\"Mätregionen\"; org_number=\"232100-0000\"; year=2020; registrar=\"reg\"; protection=\"none\";" >file
	print "levels=({id=\"region\";name=\"Regionen\";chef=\"regiondirektör\";plan=\"plan\";subs=\"Delar\";money=\"mnkr\";}," >file
	print " {id=\"del\";name=\"Del\";chef=\"chef\";plan=\"plan\";subs=\"Delar\";money=\"tkr\";});" >file
	print "kinds=({id=\"base\";name=\"Utgångsläge\";short=\"2019\";opening=true;explained=true;},{id=\"index\";name=\"Index\";short=\"Index\";explained=true;});" >file
	line = ""
	for (i = 1; i <= 6; i++)
		line = line (i > 1 ? "," : "") "{id=\"l" i "\";name=\"Slag " i "\";kind=\"cost\";account=\"4" i "\";}"
	print "lines=(" line ");" >file
	print "areas=(); principles=(); versions=();" >file
	close(file)
}

function unit_line(unit) {
	return sprintf("{id=\"u%d\";%skind=\"unit\";name=\"Enhet %d\";level=\"%s\";chef=\"%s\";%s}", unit, unit ? "parent=\"u" parent(unit) "\";" : "", unit,
		unit ? "del" : "region", chef(unit), unit ? "" : "registrars=(\"reg\");")
}

# Preorder, as people write it: an organisation in another order is no easier to read.
function walk(unit, depth,    child) {
	print unit_line(unit) (++written < N ? "," : "") >organisation
	printf "%s[{\"name\":\"Enhet %d\"}", depth ? "," : "", unit >tree
	for (child = 1; child <= 6; child++)
		printf ",{\"name\":\"Slag %d\",\"asize\":%d,\"dsize\":%d,\"ino\":%d}", child, 1000 * child + unit, 4096, unit * 6 + child >tree
	for (child = 10 * unit + 1; child <= 10 * unit + 10 && child < N; child++)
		walk(child, depth + 1)
	printf "]" >tree
}

function post(unit) {
	printf("{\"by\":\"%s\",\"act\":\"post\",\"kind\":\"base\",\"year\":2020,\"legs\":[[\"u%d\",%d]],\"text\":\"Utgångsläge\"%s}\n",
		unit ? chef(parent(unit)) : "reg", unit, 1000000 + unit, unit ? "" : ",\"decision\":\"RF 1\"") >acts
}

function division(unit) {
	printf "{\"by\":\"%s\",\"act\":\"distribute\",\"unit\":\"u%d\",\"year\":2020,\"lines\":[", chef(unit), unit >acts
	for (i = 1; i <= 6; i++)
		printf("%s{\"line\":\"l%d\",\"kr\":%d}", i > 1 ? "," : "", i, 10000 * i + unit) >acts
	print "]}" >acts
}

BEGIN {
	organisation = dir "/organisation.cfg"
	tree = dir "/tree.json"
	acts = dir "/acts.jsonl"
	header(dir "/region.cfg")
	print "units=(" >organisation
	printf "[1,2,{\"progname\":\"ncdu\",\"progver\":\"1.18\",\"timestamp\":1576486800},\n" >tree
	walk(0, 0)
	print ");" >organisation
	print "]" >tree
	for (unit = 0; unit < N; unit++)
		post(unit)
	for (unit = 0; unit < N; unit++)
		division(unit)
}
