/* Tests of room base: arenas, strings, maps, UTF-8, SHA-256, files; and the names of relations (doc/ud.h). */
#include "test.h"

#include <unistd.h>

#include "base/address.h"
#include "base/io.h"
#include "base/map.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "doc/ud.h"

static void test_utf8(void) {
  CHECK(bl_utf8_valid(BL_STR("caf\xC3\xA9 \xF0\x9F\x98\x80")));
  CHECK(!bl_utf8_valid(BL_STR("\xC0\xAF")));          /* overlong */
  CHECK(!bl_utf8_valid(BL_STR("\xED\xA0\x80")));      /* surrogate */
  CHECK(!bl_utf8_valid(BL_STR("\xF4\x90\x80\x80")));  /* above 10FFFF */
  CHECK(!bl_utf8_valid(BL_STR("ab\xE2\x82")));        /* cut short */
  bl_buf out = {0};
  CHECK(bl_utf8_repair(&out, BL_STR("a\xFFz\x01")) == 2);
  CHECK_STR(bl_buf_view(&out), "a\xEF\xBF\xBDz\xEF\xBF\xBD");
  bl_buf_clear(&out);
  bl_utf8_fold(&out, BL_STR("\xC3\x89lys\xC3\xA9" "e \xE2\x80\x93 \xC5\xA0t\xC4\x9B"));
  CHECK_STR(bl_buf_view(&out), "elysee - ste");
  bl_buf_free(&out);
  CHECK(bl_utf8_count(BL_STR("\xE2\x82\xAC" "5")) == 2);
  size_t at = 4;
  CHECK(bl_utf8_prev(BL_STR("x\xE2\x82\xAC"), &at) == 0x20AC && at == 1);
  CHECK(bl_cp_to_lower(0x416) == 0x436 && bl_cp_to_upper(0x161) == 0x160 && bl_cp_upper(0x17D));
}

static void test_strings(void) {
  bl_str rest = BL_STR("a,,b"), field;
  CHECK(bl_str_next(&rest, ',', &field) && bl_str_eq_c(field, "a"));
  CHECK(bl_str_next(&rest, ',', &field) && field.n == 0);
  CHECK(bl_str_next(&rest, ',', &field) && bl_str_eq_c(field, "b"));
  CHECK(!bl_str_next(&rest, ',', &field));
  long v;
  CHECK(bl_str_int(BL_STR("-42"), &v) && v == -42);
  CHECK(!bl_str_int(BL_STR("99999999999999999999"), &v));
  CHECK(bl_str_find(BL_STR("abcabc"), BL_STR("ca"), 0) == 2);
  CHECK(bl_str_find(BL_STR("ab"), BL_STR("abc"), 0) == -1);
}

static void test_map(void) {
  bl_symtab table = {0};
  char name[16];
  for (int i = 0; i < 1000; i++) {
    snprintf(name, sizeof name, "n%d", i);
    CHECK(bl_intern(&table, bl_str_from(name)) == (uint32_t)i);
  }
  CHECK(bl_intern(&table, BL_STR("n500")) == 500);
  CHECK(bl_symbol(&table, BL_STR("absent")) == BL_NONE);
  CHECK_STR(bl_symbol_name(&table, 7), "n7");
  bl_symtab_free(&table);
}

static void test_sha256(void) {
  char hex[65];
  bl_sha256_hex(BL_STR("abc"), hex);
  CHECK(strcmp(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad") == 0);
  bl_sha256_hex(BL_STR(""), hex);
  CHECK(strncmp(hex, "e3b0c44298fc1c14", 16) == 0);
}

static void test_files(void) {
  CHECK(bl_write_file("/dev/full", BL_STR("x")) != BL_OK);
  CHECK(bl_write_file("/nowhere/at/all", BL_STR("x")) == BL_ERR_IO);
  CHECK(strstr(bl_last_error(), "/nowhere/at/all") != NULL);
  CHECK_STR(bl_stem(BL_STR("a/b.c/d.txt")), "d");
  CHECK_STR(bl_stem(BL_STR(".dct")), ".dct");
  bl_buf buf = {0};
  CHECK(bl_read_file("/dev/zero", 1000, &buf) == BL_ERR_LIMIT);
  bl_buf_free(&buf);
}

static void test_addresses(void) {
  static const char *const yes[] = {"http://a.example/b", "WWW.halden.example", "ann@halden.example", "halden.co.uk"};
  static const char *const no[] = {"www.", "@halden", "Ann", "3.5", ".com", "me@home"};
  for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) CHECK(bl_is_address(bl_str_from(yes[i])));
  for (size_t i = 0; i < sizeof no / sizeof *no; i++) CHECK(!bl_is_address(bl_str_from(no[i])));
}

/* The table of plain relations against the names. */
static void test_plain_relations(void) {
  for (int d = 0; d < BL_DEP_COUNT; d++) {
    bl_str name = bl_str_from(bl_dep_name((bl_dep)d)), plain;
    bl_str_next(&name, ':', &plain);
    CHECK_STR(plain, bl_dep_name(bl_dep_plain((bl_dep)d)));
  }
}

int main(void) {
  test_plain_relations();
  test_utf8();
  test_addresses();
  test_strings();
  test_map();
  test_sha256();
  test_files();
  return test_end("base");
}
