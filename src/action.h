/* THE table of actions: what can be done where, with which keys, in which words. Dispatch, footer, help, man page and README all come from it. */
#ifndef ACTION_H
#define ACTION_H

#include <stdbool.h>
#include <stddef.h>

enum context { /* bits: where an action is known */
	IN_EVERY = 1,
	IN_START = 2,
	IN_SEATS = 4,
	IN_TREE = 8,
	IN_UNIT = 16,
	IN_WHY = 32,
	IN_DISTRIBUTION = 64,
	IN_CHECK = 128,
	IN_HISTORY = 256,
	IN_POST = 512,
	IN_VERSIONS = 1024,
	IN_MONTHS = 2048,
	IN_DETAILS = 4096,
	IN_PLAN = 8192,
	IN_DIALOGUE = 16384,
	IN_AGENDA = 32768,
	IN_MEETING = 65536,
	IN_MINUTES = 131072,
	IN_COMPARE = 262144,
	IN_HELP = 524288, /* the last one */
	IN_LISTS = IN_START | IN_SEATS | IN_TREE | IN_UNIT | IN_WHY | IN_DISTRIBUTION | IN_MONTHS | IN_DETAILS | IN_CHECK | IN_HISTORY | IN_VERSIONS | IN_PLAN | IN_DIALOGUE | IN_MINUTES | IN_COMPARE | IN_HELP
};

/* X(id, name, keys, contexts, footer rank, writes, short label, one line of help)
 * name: stable English, for `budgetdialog keys`. keys: separated by a space, the first is shown. rank 0: not in the footer, else order.
 * writes: needs a seat that may write. */
#define ACTIONS(X) \
	X(HELP, "help", "? F1", IN_EVERY, 90, false, N_("hjälp"), N_("Visa vad man kan göra här")) \
	X(QUIT, "quit", "q", IN_EVERY, 95, false, N_("tillbaka"), N_("Gå tillbaka; från första skärmen: avsluta")) \
	X(BACK, "back", "Esc", IN_EVERY, 0, false, N_("tillbaka"), N_("Stäng frågan eller gå tillbaka")) \
	X(ORGANISATION, "organisation", "o", IN_EVERY, 80, false, N_("organisation"), N_("Visa hela organisationen")) \
	X(START, "start", "h", IN_EVERY, 0, false, N_("start"), N_("Gå till startsidan")) \
	X(CHECK, "check", "c", IN_EVERY, 0, false, N_("avstämning"), N_("Visa vad som inte stämmer")) \
	X(HISTORY, "history", "H", IN_EVERY, 0, false, N_("historik"), N_("Visa vad som har hänt, nyast först")) \
	X(VERSIONS, "versions", "V", IN_EVERY, 0, false, N_("versioner"), N_("Visa budgeten som den stod i en version; därifrån: åter till nu")) \
	X(MONEY, "money", "e", IN_EVERY, 0, false, N_("enhet"), N_("Byt mellan mnkr, tkr och kr")) \
	X(YEAR, "year", "y", IN_TREE | IN_UNIT | IN_DISTRIBUTION | IN_MONTHS | IN_PLAN | IN_COMPARE, 67, false, N_("år"), N_("Budgetåret, första planåret, andra planåret")) \
	X(EXPORT, "export", "E", IN_EVERY, 85, false, N_("exportera"), N_("Skriv det som visas till fil: Excel, webbsida, Markdown, text")) \
	X(COPY, "copy", "C", IN_EVERY, 0, false, N_("kopiera"), N_("Kopiera hela listan, att klistra in i ett kalkylblad")) \
	X(MOUSE, "mouse", "M", IN_EVERY, 0, false, N_("mus"), N_("Slå på eller av musen; på: Skift + dra markerar text")) \
	X(REDRAW, "redraw", "^L", IN_EVERY, 0, false, N_("rita om"), N_("Rita om skärmen")) \
	X(OPEN, "open", "Enter", IN_START | IN_SEATS | IN_TREE | IN_UNIT | IN_WHY | IN_CHECK | IN_HISTORY | IN_VERSIONS | IN_PLAN | IN_DIALOGUE | IN_AGENDA | IN_COMPARE, 10, false, N_("öppna"), N_("Öppna det markerade")) \
	X(UP, "up", "Up k", IN_LISTS | IN_AGENDA | IN_MEETING, 0, false, N_("upp"), N_("En rad upp")) \
	X(DOWN, "down", "Down j", IN_LISTS | IN_AGENDA | IN_MEETING, 0, false, N_("ner"), N_("En rad ner")) \
	X(PAGE_UP, "page-up", "PgUp ^B", IN_LISTS, 0, false, N_("sida upp"), N_("En sida upp")) \
	X(PAGE_DOWN, "page-down", "PgDn ^F Space", IN_LISTS, 0, false, N_("sida ner"), N_("En sida ner")) \
	X(FIRST, "first", "Home g", IN_LISTS | IN_AGENDA, 0, false, N_("först"), N_("Till första raden")) \
	X(LAST, "last", "End G", IN_LISTS | IN_AGENDA, 0, false, N_("sist"), N_("Till sista raden")) \
	X(FOLD, "fold", "Left", IN_TREE, 0, false, N_("fäll ihop"), N_("Fäll ihop grenen, eller gå till enheten ovanför")) \
	X(UNFOLD, "unfold", "Right", IN_TREE, 0, false, N_("fäll ut"), N_("Fäll ut grenen")) \
	X(FOLD_ALL, "fold-all", "*", IN_TREE, 0, false, N_("allt"), N_("Fäll ut eller ihop hela trädet")) \
	X(DISTRIBUTE, "distribute", "f", IN_START | IN_TREE | IN_UNIT | IN_PLAN, 20, false, N_("fördela"), N_("Fördela ramen, eller läs hur den är fördelad")) \
	X(WHY, "why", "v", IN_TREE | IN_UNIT | IN_DISTRIBUTION | IN_MONTHS | IN_DETAILS | IN_CHECK | IN_WHY | IN_HISTORY | IN_PLAN | IN_DIALOGUE | IN_COMPARE, 30, false, N_("varför"), N_("Visa hur beloppet är uppbyggt")) \
	X(EXPLAIN, "explain", "f", IN_CHECK, 20, true, N_("förklara"), N_("Förklara en känd skillnad, så att den inte längre räknas")) \
	X(EXPLAINED, "explained", "a", IN_CHECK, 40, false, N_("förklarade"), N_("Visa eller dölj det som är förklarat")) \
	X(COLUMNS, "columns", "K", IN_TREE, 40, false, N_("kolumner"), N_("Byt kolumner")) \
	X(COLUMNS_BACK, "columns-back", "^K", IN_TREE, 0, false, N_("förra kolumnerna"), N_("Till de kolumner som visades förut")) \
	X(FILTER, "filter", "F", IN_TREE, 42, false, N_("urval"), N_("Visa bara vissa enheter: mina, ej skickade, över sin ram …")) \
	X(SORT, "sort", "S", IN_TREE, 44, false, N_("sortera"), N_("Sortera efter kolumnen; igen: andra hållet, sedan trädet")) \
	X(SEARCH, "search", "/", IN_TREE | IN_SEATS | IN_HELP, 50, false, N_("sök"), N_("Sök namn, id eller chef")) \
	X(SEARCH_NEXT, "search-next", "n", IN_TREE | IN_HELP, 0, false, N_("nästa"), N_("Nästa träff")) \
	X(SEARCH_PREVIOUS, "search-previous", "N", IN_TREE | IN_HELP, 0, false, N_("förra"), N_("Förra träffen")) \
	X(NEXT_FIGURE, "next-figure", "Tab >", IN_TREE, 0, false, N_("nästa kolumn"), N_("Nästa belopp i raden; det som inte får plats rullas fram")) \
	X(PREVIOUS_FIGURE, "previous-figure", "BackTab <", IN_TREE, 0, false, N_("förra kolumnen"), N_("Förra beloppet i raden")) \
	X(NEXT_PART, "next-part", "Tab", IN_UNIT, 0, false, N_("nästa del"), N_("Till nästa rubrik")) \
	X(PREVIOUS_PART, "previous-part", "BackTab", IN_UNIT, 0, false, N_("förra delen"), N_("Till förra rubriken")) \
	X(NEXT_COLUMN, "next-column", "Tab Right", IN_DISTRIBUTION | IN_MONTHS, 0, false, N_("nästa kolumn"), N_("Nästa belopp i raden")) \
	X(PREVIOUS_COLUMN, "previous-column", "BackTab Left", IN_DISTRIBUTION | IN_MONTHS, 0, false, N_("förra kolumnen"), N_("Förra beloppet i raden")) \
	X(EDIT, "edit", "Enter", IN_DISTRIBUTION | IN_DETAILS, 10, true, N_("ändra"), N_("Ändra beloppet; att skriva en siffra går lika bra")) \
	X(CLEAR, "clear", "Delete", IN_DISTRIBUTION, 0, true, N_("töm"), N_("Ta bort beloppet i raden")) \
	X(LOCK, "lock", "L", IN_DISTRIBUTION, 64, true, N_("lås"), N_("Lås raden med en orsak, eller lås upp den")) \
	X(TERMS, "terms", "t", IN_DISTRIBUTION, 0, true, N_("villkor"), N_("Reserv: till när, varför och vem som frigör; intern rad: motpart")) \
	X(MONTHS, "months", "m", IN_DISTRIBUTION, 63, false, N_("månader"), N_("Visa hur raderna faller på månaderna, och ändra det")) \
	X(MONTHS_OWN, "months-own", "Enter m", IN_MONTHS, 10, true, N_("egen"), N_("Skriv månadens belopp: övriga månader tar skillnaden")) \
	X(MONTHS_EVEN, "months-even", "r", IN_MONTHS, 12, true, N_("rak"), N_("Lika mycket varje månad")) \
	X(MONTHS_BEFORE, "months-before", "s", IN_MONTHS, 14, true, N_("som förra året"), N_("I proportion till månaderna i förra årets budget")) \
	X(DETAILS, "details", "i", IN_DISTRIBUTION | IN_UNIT, 62, false, N_("innehåll"), N_("Visa vad radens belopp består av, och räkna ut det")) \
	X(PART_NEW, "part-new", "+ n", IN_DETAILS, 22, true, N_("ny rad"), N_("Lägg till en rad: ett belopp, eller antal × pris")) \
	X(PART_STAFF, "part-staff", "p", IN_DETAILS, 24, true, N_("ny personal"), N_("Lägg till personal: antal, grad, lön, månader, PO")) \
	X(PART_ENTER, "part-enter", "Tab >", IN_DETAILS, 26, true, N_("del av ovan"), N_("Gör raden till en del av den ovanför")) \
	X(PART_LEAVE, "part-leave", "BackTab <", IN_DETAILS, 0, true, N_("nivå ut"), N_("Lyft ut raden ur den som den är en del av")) \
	X(PART_REMOVE, "part-remove", "Delete", IN_DETAILS, 0, true, N_("ta bort"), N_("Ta bort raden med dess delar; Ctrl-Z ångrar")) \
	X(PART_SUM, "part-sum", "=", IN_DETAILS, 28, true, N_("ta summan"), N_("Gör budgetradens belopp lika med summan av delarna")) \
	X(PART_BEFORE, "part-before", "s", IN_DETAILS, 27, true, N_("som förra året"), N_("Hämta förra årets innehåll, när raden inget har")) \
	X(NOTE, "note", "n", IN_DISTRIBUTION, 65, true, N_("anteckning"), N_("Skriv en anteckning på raden; av en reserv är den dess skäl")) \
	X(COMPARE, "compare", "J", IN_DISTRIBUTION, 66, false, N_("jämför med"), N_("Räkna förändringen från budgeten före, prognosen eller bokslutet")) \
	X(SAVE, "save", "^S", IN_DISTRIBUTION | IN_MONTHS | IN_DETAILS | IN_POST, 20, true, N_("spara"), N_("Spara det som står här")) \
	X(UNDO, "undo", "^Z", IN_DISTRIBUTION | IN_MONTHS | IN_DETAILS | IN_POST, 40, true, N_("ångra"), N_("Ångra det senaste")) \
	X(REDO, "redo", "^Y", IN_DISTRIBUTION | IN_MONTHS | IN_DETAILS | IN_POST, 0, true, N_("gör om"), N_("Gör om det ångrade")) \
	X(BRANCH, "branch", "u", IN_HISTORY, 40, false, N_("enhet"), N_("Bara den markerade enheten med gren, eller alla")) \
	X(TOPIC, "topic", "t", IN_HISTORY, 42, false, N_("slag"), N_("Bara ett slags handlingar i taget, eller alla")) \
	X(PERSON, "person", "p", IN_HISTORY, 44, false, N_("person"), N_("Bara vad den markerade personen gjort, eller alla")) \
	X(SINCE, "since", "s", IN_HISTORY, 46, false, N_("sedan"), N_("Hela tiden, sju dagar, sedan i går")) \
	X(FIND, "find", "/", IN_HISTORY, 50, false, N_("sök"), N_("Sök i det som står i raderna")) \
	X(MORE, "more", "Tab", IN_HISTORY, 52, false, N_("mer"), N_("Visa mer eller mindre av det markerade")) \
	X(POST, "post", "+ n", IN_UNIT, 35, true, N_("ny ramförändring"), N_("Ge enheten en ramförändring, eller dem som ligger under den")) \
	X(POST_IN_TREE, "post-in-tree", "+", IN_TREE, 35, true, N_("ny ramförändring"), N_("Ge enheten en ramförändring, eller dem som ligger under den")) \
	X(POST_CHANGE, "post-change", "r", IN_UNIT, 60, true, N_("ändra posten"), N_("Ändra den markerade ramförändringen")) \
	X(POST_WITHDRAW, "post-withdraw", "x", IN_UNIT, 0, true, N_("ta tillbaka"), N_("Ta tillbaka den markerade ramförändringen")) \
	X(TEXTS, "texts", "t", IN_UNIT, 55, false, N_("hela texter"), N_("Visa långa texter hela, eller i högst två rader")) \
	X(TARGET, "target", "R", IN_TREE | IN_UNIT, 0, true, N_("resultatmål"), N_("Sätt enhetens resultatmål")) \
	X(NEXT_CHOICE, "next-choice", "Right", IN_POST, 10, false, N_("byt"), N_("Nästa val i fältet")) \
	X(PREVIOUS_CHOICE, "previous-choice", "Left", IN_POST, 0, false, N_("förra valet"), N_("Förra valet i fältet")) \
	X(NEXT_FIELD, "next-field", "Enter Tab", IN_POST, 12, false, N_("nästa fält"), N_("Nästa fält; från det sista: spara")) \
	X(PREVIOUS_FIELD, "previous-field", "BackTab", IN_POST, 0, false, N_("förra fältet"), N_("Förra fältet")) \
	X(FIELD_BELOW, "field-below", "Down", IN_POST, 0, false, N_("ner"), N_("Fältet under; medan en enhet söks: nästa träff")) \
	X(FIELD_ABOVE, "field-above", "Up", IN_POST, 0, false, N_("upp"), N_("Fältet över; medan en enhet söks: förra träffen")) \
	X(FILL, "fill", "^F", IN_POST, 30, true, N_("fyll alla"), N_("Ta med alla direkt underliggande enheter")) \
	X(REMOVE, "remove", "^T", IN_POST, 32, true, N_("ta bort"), N_("Ta bort enheten i raden ur ramförändringen")) \
	X(START_OVER, "start-over", "^N", IN_POST, 0, true, N_("börja om"), N_("Töm formuläret och börja om; Ctrl-Z ångrar")) \
	X(REVERSE, "reverse", "U", IN_HISTORY, 30, true, N_("ångra"), N_("Ångra det markerade med en ny, synlig handling")) \
	X(FREEZE, "freeze", "+ n", IN_VERSIONS, 30, true, N_("frys en version"), N_("Frys budgeten som den står nu, som en version med ett namn")) \
	X(COMPARE_VERSION, "compare-version", "=", IN_VERSIONS | IN_COMPARE, 22, false, N_("jämför med"), N_("Jämför versionen, belopp för belopp, med nu; igen: med en annan")) \
	X(COMPARE_ALL, "compare-all", "a", IN_COMPARE, 24, false, N_("alla rader"), N_("Visa alla enheter, eller bara dem som skiljer")) \
	X(WHAT_IF, "what-if", "W", IN_START | IN_TREE | IN_UNIT | IN_DISTRIBUTION | IN_MONTHS | IN_DETAILS | IN_PLAN | IN_CHECK | IN_HISTORY | IN_VERSIONS | IN_MEETING, 0, false, N_("räkneexempel"), N_("Räkna på en hel gren utan att spara; kasta det eller behåll det")) \
	X(PLAN, "plan", "P", IN_START | IN_TREE | IN_UNIT | IN_DISTRIBUTION, 46, false, N_("plan"), N_("Visa planen: hur den står och vad som ändrats; skicka, svara")) \
	X(PLAN_SEND, "plan-send", "s", IN_PLAN, 12, true, N_("skicka"), N_("Skicka planen till den som godkänner den")) \
	X(PLAN_RECALL, "plan-recall", "r", IN_PLAN, 14, true, N_("ta tillbaka"), N_("Ta tillbaka planen, så länge ingen har svarat")) \
	X(PLAN_APPROVE, "plan-approve", "a", IN_PLAN, 16, true, N_("godkänn"), N_("Godkänn exakt det som är skickat")) \
	X(PLAN_RETURN, "plan-return", "R", IN_PLAN, 18, true, N_("lämna åter"), N_("Lämna åter planen för komplettering, med det som är märkt")) \
	X(PLAN_MARK, "plan-mark", "m", IN_PLAN, 19, true, N_("märk"), N_("Märk raden, med eller utan text, för den som får planen åter")) \
	X(PLAN_ALL, "plan-all", "Tab", IN_PLAN, 40, false, N_("alla rader"), N_("Visa alla rader, eller bara dem som är ändrade")) \
	X(NEXT_MARK, "next-mark", "N", IN_DISTRIBUTION, 61, false, N_("nästa märkta"), N_("Till nästa rad som är märkt att komplettera")) \
	X(TAKE_SHARE, "take-share", "A", IN_DISTRIBUTION, 0, true, N_("ta förslaget"), N_("Lägg ramjusteringens del av raden i utkastet")) \
	X(DIALOGUE, "dialogue", "d", IN_START | IN_TREE | IN_UNIT | IN_WHY | IN_DISTRIBUTION | IN_CHECK | IN_HISTORY | IN_PLAN, 45, false, N_("dialog"), N_("Visa dialogen om enheten: frågor, svar, överenskommelser")) \
	X(ABOUT, "about", "D", IN_TREE | IN_UNIT | IN_WHY | IN_DISTRIBUTION | IN_CHECK | IN_MONTHS | IN_DETAILS | IN_PLAN, 0, false, N_("dialog om"), N_("Visa eller börja en tråd om det markerade beloppet")) \
	X(OTHER_PANE, "other-pane", "Tab BackTab", IN_DIALOGUE, 0, false, N_("lista/samtal"), N_("Mellan listan över trådar och samtalet")) \
	X(SAY_ANSWER, "say-answer", "s", IN_DIALOGUE, 12, true, N_("svara"), N_("Svara på frågan i tråden")) \
	X(SAY_ENTRY, "say-entry", "i", IN_DIALOGUE, 14, true, N_("inlägg"), N_("Skriv i tråden: fråga, kommentar, överenskommelse …")) \
	X(SAY_NEW, "say-new", "n +", IN_DIALOGUE, 16, true, N_("ny tråd"), N_("Börja en tråd, också ett förslag till omfördelning")) \
	X(SAY_CLOSE, "say-close", "a", IN_DIALOGUE, 18, true, N_("avsluta"), N_("Avsluta tråden, eller ta upp den igen; av ett förslag: avböj")) \
	X(SAY_CONFIRM, "say-confirm", "b", IN_DIALOGUE, 20, true, N_("bekräfta"), N_("Bekräfta överenskommelsen eller förslaget")) \
	X(SAY_DECIDE, "say-decide", "p", IN_DIALOGUE, 22, true, N_("besluta"), N_("Besluta om en omfördelning som båda cheferna är överens om")) \
	X(SAY_CORRECT, "say-correct", "r", IN_DIALOGUE, 24, true, N_("rätta"), N_("Rätta det egna inlägget, eller följ upp en överenskommelse")) \
	X(SAY_QUOTE, "say-quote", ">", IN_DIALOGUE, 26, true, N_("citera"), N_("Skriv i tråden med det markerade inlägget som citat")) \
	X(SAY_SEND, "say-send", "^S", IN_DIALOGUE | IN_MEETING | IN_MINUTES, 70, true, N_("skicka"), N_("Skicka det skrivna")) \
	X(SAY_DISCARD, "say-discard", "^N", IN_DIALOGUE | IN_MEETING | IN_MINUTES, 72, true, N_("kasta"), N_("Kasta det skrivna, efter en fråga")) \
	X(MEETING, "meeting", "m", IN_START | IN_TREE | IN_UNIT, 47, false, N_("dialogmöte"), N_("Håll, fortsätt eller följ ett dialogmöte om enheten")) \
	X(AGENDA_BEGIN, "agenda-begin", "m", IN_AGENDA, 9, false, N_("till mötet"), N_("Till raden som öppnar mötet; en gång till: öppna det")) \
	X(AGENDA_TAKE, "agenda-take", "Space x", IN_AGENDA, 12, false, N_("med"), N_("Ta med enheten i dagordningen, eller lämna den utanför")) \
	X(AGENDA_ALL, "agenda-all", "*", IN_AGENDA, 13, false, N_("alla/inga"), N_("Lämna alla enheter utanför, eller ta med dem som föreslogs")) \
	X(AGENDA_UP, "agenda-up", "<", IN_AGENDA, 14, false, N_("tidigare"), N_("Flytta enheten uppåt i dagordningen")) \
	X(AGENDA_DOWN, "agenda-down", ">", IN_AGENDA, 16, false, N_("senare"), N_("Flytta enheten nedåt i dagordningen")) \
	X(NEXT_FRAME, "next-frame", "Right Space PgDn Enter", IN_MEETING, 10, false, N_("nästa"), N_("Nästa bild; efter enhetens sista: nästa enhet")) \
	X(PREVIOUS_FRAME, "previous-frame", "Left PgUp", IN_MEETING, 0, false, N_("förra"), N_("Förra bilden")) \
	X(MEETING_NEXT_UNIT, "meeting-next-unit", "Tab >", IN_MEETING, 0, false, N_("nästa enhet"), N_("Till nästa enhet")) \
	X(MEETING_PREVIOUS_UNIT, "meeting-previous-unit", "BackTab <", IN_MEETING, 0, false, N_("förra enheten"), N_("Till förra enheten")) \
	X(MINUTE_AGREE, "minute-agree", "a ö", IN_MEETING, 12, true, N_("åtgärd"), N_("Skriv en överenskommelse eller åtgärd om enheten")) \
	X(MINUTE_NOTE, "minute-note", "n", IN_MEETING, 14, true, N_("anteckning"), N_("Skriv en minnesanteckning om enheten")) \
	X(MINUTE_ASK, "minute-ask", "f", IN_MEETING, 16, true, N_("fråga"), N_("Skriv en fråga till enheten")) \
	X(MINUTE_CONFIRM, "minute-confirm", "b", IN_MEETING | IN_MINUTES, 18, true, N_("bekräfta"), N_("Bekräfta det markerade, annars det första som väntar på dig")) \
	X(READ_BACK, "read-back", "s", IN_MEETING, 17, false, N_("läs upp"), N_("Läs upp allt som skrivits i mötet, rätta det och avsluta")) \
	X(MINUTE_CORRECT, "minute-correct", "r", IN_MINUTES, 12, true, N_("rätta"), N_("Rätta det markerade")) \
	X(AGENDA, "agenda", "u", IN_MEETING | IN_MINUTES, 22, true, N_("uppgifter"), N_("Dagordning, dag, plats, närvarande, nästa möte")) \
	X(MEETING_CLOSE, "meeting-close", "a", IN_MINUTES, 10, true, N_("avsluta mötet"), N_("Avsluta mötet: därefter skrivs inget mer i det")) \
	X(SEATS, "seats", "b", IN_START, 60, false, N_("byt plats"), N_("Byt plats: vem du är här"))

enum action_id {
#define X(id, name, keys, contexts, rank, writes, label, help) ACTION_##id,
	ACTIONS(X)
#undef X
	ACTION_COUNT,
	ACTION_NONE = ACTION_COUNT
};

struct action {
	const char *name, *keys;
	unsigned contexts;
	int rank;
	bool writes;
	const char *label, *help; /* Swedish, untranslated: wrap in _() */
};

const struct action *action(enum action_id id);
enum action_id action_for(const char *key, unsigned context); /* an action of the context itself goes before one of IN_EVERY */
bool action_has_key(enum action_id id, const char *key);
const char *action_key(enum action_id id, char out[24]);      /* the first key, as shown to people: "Ctrl-S", "Enter", "?" */
const char *action_key_shown(const char *key, char out[24]);  /* any key's name, as shown to people */
const char *context_name(enum context context);               /* Swedish: «Organisation» */

#endif
