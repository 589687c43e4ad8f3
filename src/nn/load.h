/* The sections of a network file, for loading and for the trainer's saving. */
#ifndef BL_NN_LOAD_H
#define BL_NN_LOAD_H

/* Section "CONFIG": little-endian u32 in this order. */
enum {
  BL_NET_WORD_DIM, BL_NET_PIECE_DIM, BL_NET_PIECE_ROWS, BL_NET_EXTRA_COUNT, BL_NET_EXTRA_DIM, BL_NET_HIDDEN, BL_NET_LAYER_COUNT,
  BL_NET_ARC, BL_NET_LABEL, BL_NET_LABEL_COUNT, BL_NET_TAG, BL_NET_GROUP_COUNT,
  BL_NET_EXTRA_SIZE, BL_NET_GROUP_SIZE = BL_NET_EXTRA_SIZE + 8, BL_NET_CONFIG_SIZE = BL_NET_GROUP_SIZE + 6
};

#endif
