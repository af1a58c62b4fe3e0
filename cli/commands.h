// SPDX-License-Identifier: MIT
// The commands, one a file (cmd_train.c, cmd_corpus_add.c, ...).
//
// Each takes argv[0] as its own name, parses with options_parse, prints its answer to stdout and returns the
// exit code (enum exit_code of cli/output.h). To add one: its file, a line here, a line in the table of its
// dispatcher, a folder of cases in tests/cli/, a section in dateline.1.md.
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

int cmd_corpus(int argc, char **argv);
int cmd_train(int argc, char **argv);
int cmd_models(int argc, char **argv);
int cmd_classify(int argc, char **argv);
int cmd_reports(int argc, char **argv);
int cmd_doctor(int argc, char **argv);

int cmd_corpus_add(int argc, char **argv);
int cmd_corpus_clean(int argc, char **argv);
int cmd_corpus_list(int argc, char **argv);
int cmd_corpus_show(int argc, char **argv);
int cmd_corpus_stats(int argc, char **argv);
int cmd_corpus_label(int argc, char **argv);
int cmd_corpus_review(int argc, char **argv);
int cmd_corpus_export(int argc, char **argv);
int cmd_corpus_check(int argc, char **argv);
int cmd_corpus_backup(int argc, char **argv);
int cmd_corpus_compact(int argc, char **argv);

#endif
