// SPDX-License-Identifier: MIT
#include "cli/review_screen.h"

#include "cli/output.h"
#include "cli/wrap.h"

static const char keys_text[] =
	"Enter, space  save what is marked with x\n"
	"1-9, a-z      mark or unmark a topic; a topic with * was chosen by the model\n"
	"n             save: about none of the topics\n"
	"s             skip: it stays as it is and comes again another time\n"
	"u             take the last decision back\n"
	"arrows, Page  move the text\n"
	"q             quit; everything decided is saved already\n";

// The short form of corpus/starter/LABELS.md.
static const struct {
	const char *topic, *rule;
} rules_known[] = {
	{"security", "defence, army and conscription, borders and clashes, armed conflict, peace treaties, "
		     "terrorism as a "
		     "matter of state, arms, alliances, peacekeeping, demining, cyber-attacks on states. A "
		     "trial of "
		     "terrorists: security and crime."},
	{"economy", "production, trade, prices, budget, tax, loans and aid, banks, energy and transport "
		    "projects, "
		    "farming, labour market, companies, strikes, sanctions, tourism as business."},
	{"migration", "labour migrants and their transfers, patents and permits, deportation, entry bans, "
		      "refugees and "
		      "asylum, displacement, citizenship and visas, diaspora. Migrants attacked or swindled: "
		      "migration and "
		      "crime."},
	{"crime", "murder, theft, fraud, corruption, drugs, trafficking, smuggling, arrests, trials, "
		  "sentences, "
		  "amnesties, prisons, police work, laws on crime and punishment."},
};

static const char question[] =
	"Under which desks would the editor of a news agency file this story? A topic that only passes by in "
	"one "
	"sentence is not a label; neither is a figure of speech. Culture, sport, health, weather, accidents, "
	"elections and protocol are none of the four.";

static void add_rule(struct buf *out, const char *topic, const char *rule, size_t width)
{
	struct buf line = {0};

	buf_addf(&line, "%s: %s", topic, rule);
	wrap_text(out, buf_str(&line), width, 0);
	out->failed = out->failed || line.failed;
	buf_release(&line);
}

static bool has_topic(const struct store_model *m, const char *topic)
{
	for (size_t k = 0; k < m->n_topics; k++)
		if (!strcmp(m->topics[k].topic, topic))
			return true;
	return false;
}

void review_help(struct buf *out, const struct store_model *m, struct str rules, int width)
{
	size_t n = 0;

	buf_adds(out, keys_text);
	buf_addc(out, '\n');
	if (rules.len) {
		wrap_text(out, rules, (size_t)width, 200);
		return;
	}
	for (size_t i = 0; i < sizeof rules_known / sizeof *rules_known; i++)
		if (has_topic(m, rules_known[i].topic)) {
			add_rule(out, rules_known[i].topic, rules_known[i].rule, (size_t)width);
			n++;
		}
	if (n)
		wrap_text(out, str_from(question), (size_t)width, 0);
	else
		buf_adds(out, "There are no rules for these topics; '--rules FILE' shows yours here.\n");
}
