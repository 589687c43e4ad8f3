/* The layout that gazetteer.c reads and gazetteer_build.c writes; nobody else includes this. */
#ifndef BL_DATA_GAZETTEER_FORMAT_H
#define BL_DATA_GAZETTEER_FORMAT_H

#include <stdint.h>

enum {
  ENTRY_LABEL = 0,         /* u32 offset into STRS */
  ENTRY_LABEL_LENGTH = 4,  /* u16 */
  ENTRY_KIND = 6,          /* u8 */
  ENTRY_LOCATED = 7,       /* u8 */
  ENTRY_QID = 8,           /* u32 */
  ENTRY_GEONAMES = 12,     /* u32 */
  ENTRY_WOF = 16,          /* u64 */
  ENTRY_PARENT = 24,       /* u32 */
  ENTRY_ISO2 = 28,         /* 2 bytes */
  ENTRY_PRIOR = 30,        /* u16 */
  ENTRY_LAT = 32,          /* i32 */
  ENTRY_LON = 36,          /* i32 */
  ENTRY_POPULATION = 40,   /* u32 */
  ENTRY_FROM = 44,         /* i16 */
  ENTRY_TO = 46,           /* i16 */
  ENTRY_SIZE = 48,
  SOUND_SIZE = 8, /* u32 hash of the sound, u32 number of the name in KEYS */
  BLOCK_NAMES = 16,
  KEY_LIMIT = 160 /* longer names are left out */
};

static inline uint16_t get_u16(const unsigned char *p) { return (uint16_t)(p[0] | p[1] << 8); }

static inline uint32_t get_u32(const unsigned char *p) {
  return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static inline void set_u16(unsigned char *p, uint16_t v) {
  p[0] = (unsigned char)v;
  p[1] = (unsigned char)(v >> 8);
}

static inline void set_u32(unsigned char *p, uint32_t v) {
  set_u16(p, (uint16_t)v);
  set_u16(p + 2, (uint16_t)(v >> 16));
}

#endif
