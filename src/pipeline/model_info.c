/* bl_model_info: what the model files say of themselves (their META section) and how large their sections are. */
#include "base/io.h"
#include "data/model.h"
#include "pipeline/engine.h"

static bl_status print_model(const char *path, FILE *out) {
  bl_model model;
  BL_TRY(bl_model_open(path, &model));
  fprintf(out, "%s: %zu bytes, %u sections, checksums good\n", path, model.file.n, model.count);
  for (uint32_t i = 0; i < model.count; i++) {
    bl_str rest = {(const char *)model.sections[i].p, model.sections[i].n}, line;
    if (!bl_str_eq_c(bl_str_from(model.sections[i].name), "META")) continue;
    while (rest.n && bl_str_next(&rest, '\n', &line)) fprintf(out, "  " BL_STR_FMT "\n", BL_STR_ARG(line));
  }
  bl_model_close(&model);
  return BL_OK;
}

/* All files *.model of a folder, in the order of their names. */
static bl_status print_folder(const char *folder, FILE *out) {
  bl_arena arena = {0};
  bl_names names = {0};
  bl_status status = bl_list_dir(folder, &arena, &names);
  for (uint32_t i = 0; status == BL_OK && i < names.count; i++)
    if (bl_str_ends(bl_str_from(names.items[i]), BL_STR(".model")))
      status = print_model(bl_arena_printf(&arena, "%s/%s", folder, names.items[i]), out);
  BL_VEC_FREE(&names);
  bl_arena_free(&arena);
  return status;
}

int bl_model_info(const char *path, FILE *out) {
  bl_arena arena = {0};
  const char *data = bl_data_dir();
  bl_status status = BL_OK;
  if (path) status = print_model(path, out);
  else if (!data) status = bl_fail(BL_ERR_IO, "no data folder found (models, rules): set BYLINE_DATA");
  else status = print_folder(bl_arena_printf(&arena, "%s/models", data), out);
  bl_arena_free(&arena);
  return status;
}
