/* Trainers of the names model; see train_names.c and clusters.c. */
#ifndef BL_TRAIN_NAMES_H
#define BL_TRAIN_NAMES_H

/* byline-train names CORPORA DATA_DIR OUT [OPTION=VALUE...]; byline-train clusters VECTORS OUT. Exit codes 0, 1, 2. */
int bl_train_names(int argc, char **argv);
int bl_train_clusters(int argc, char **argv);

#endif
