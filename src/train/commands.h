/* commands.h: the sub-commands of byline-train. Each is a main of its own: argv[0] is its name. */
#ifndef BL_TRAIN_COMMANDS_H
#define BL_TRAIN_COMMANDS_H

int bl_train_vectors(int argc, char **argv);
int bl_train_token(int argc, char **argv);
int bl_train_parser(int argc, char **argv);
int bl_train_lemmas(int argc, char **argv);
int bl_train_attribution(int argc, char **argv);

#endif
