# Byline. `make help` lists the targets.
CC ?= cc
BUILD ?= build
PREFIX ?= /usr/local
CORPORA ?= ../shared/corpora

PKGS := raptor2 rasqal redland libxml-2.0 zlib libcurl jansson
PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
PKG_LIBS := $(shell pkg-config --libs $(PKGS) 2>/dev/null)

WARN := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wvla
OPT ?= -O3
CPPFLAGS := -D_POSIX_C_SOURCE=200809L -Isrc -I$(BUILD)/gen -DBL_DATA_DIR='"$(PREFIX)/share/byline"'
CFLAGS ?= -g
ALL_CFLAGS = -std=c17 $(OPT) $(CFLAGS) $(WARN) -fvisibility=hidden -ffp-contract=off -fno-trapping-math -pthread $(PKG_CFLAGS) $(EXTRA)
LDLIBS := $(PKG_LIBS) -pthread -lm

ROOMS := base doc data nn read token syntax mention claim resolve graph pipeline
LIB_SRC := $(sort $(foreach r,$(ROOMS),$(wildcard src/$r/*.c)))
CLI_SRC := $(sort $(wildcard src/cli/*.c))
TRAIN_SRC := $(sort $(wildcard src/train/*.c))
UNIT_SRC := $(sort $(wildcard tests/unit/test_*.c))
LIB_OBJ := $(LIB_SRC:%.c=$(BUILD)/%.o)
CLI_OBJ := $(CLI_SRC:%.c=$(BUILD)/%.o)
TRAIN_OBJ := $(TRAIN_SRC:%.c=$(BUILD)/%.o)
UNIT_BIN := $(UNIT_SRC:tests/unit/%.c=$(BUILD)/%)
LIB := $(BUILD)/libbyline.a

.PHONY: all
all: $(BUILD)/byline ## build the program

$(LIB): $(LIB_OBJ)
	@rm -f $@
	$(AR) rcs $@ $(LIB_OBJ)

$(BUILD)/byline: $(CLI_OBJ) $(LIB)
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $(CLI_OBJ) $(LIB) $(LDLIBS)

# the trainer alone needs OpenBLAS and liblzma's xz; the program does not
$(BUILD)/byline-train: $(TRAIN_OBJ) $(LIB)
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $(TRAIN_OBJ) $(LIB) $(LDLIBS) -lopenblas

$(BUILD)/test_%: tests/unit/test_%.c $(wildcard tests/unit/*.h) $(LIB)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -Itests/unit $(ALL_CFLAGS) $(LDFLAGS) -o $@ $< $(LIB) $(LDLIBS)

VOCAB := $(BUILD)/gen/vocab.h
$(VOCAB): ontology/byline.ttl ontology/vocab.awk
	@mkdir -p $(@D)
	awk -f ontology/vocab.awk ontology/byline.ttl >$@.tmp && mv $@.tmp $@

$(filter $(BUILD)/src/graph/%,$(LIB_OBJ)): $(VOCAB)

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

-include $(LIB_OBJ:.o=.d) $(CLI_OBJ:.o=.d) $(TRAIN_OBJ:.o=.d)

.PHONY: test unit unit-bins
unit-bins: $(UNIT_BIN)
unit: $(UNIT_BIN) ## the unit tests alone
	@for t in $(UNIT_BIN); do $$t || exit 1; done
test: all ## build and run all tests; ends with "N passed, N failed"
	tests/run.sh

.PHONY: asan lint tidy format fuzz coverage bench score model kb install
SAN := -fsanitize=address,undefined -fno-sanitize-recover=undefined
asan: ## unit tests and the examples under AddressSanitizer and UBSan
	$(MAKE) -s BUILD=build-asan OPT=-O1 EXTRA="$(SAN) -DBL_ARENA_MALLOC -fno-omit-frame-pointer" LDFLAGS="$(SAN)" all unit
	BYLINE_DATA=data build-asan/byline build examples/articles -o build-asan/output


kb: all ## the default index data/kb/default.kb from $(CORPORA)/kb, data/kb/extra.tsv and bench/kb
	@mkdir -p $(BUILD)/kb
	xz -dc $(CORPORA)/kb/places.tsv.xz >$(BUILD)/kb/places.all
	xz -dc $(CORPORA)/kb/whosonfirst-af.tsv.xz | awk -F'\t' '$$2 != "locality" || $$6 || $$13' >$(BUILD)/kb/wof-af.tsv
	for t in towns wikified organisations; do xz -dc bench/kb/$$t.tsv.xz >$(BUILD)/kb/$$t.tsv || exit 1; done
	python3 bench/kb/collect.py places $(BUILD)/kb/places.all data/kb/extra.tsv $(BUILD)/kb/wikified.tsv $(BUILD)/kb/organisations.tsv >$(BUILD)/kb/places.tsv
	awk -F'\t' 'NR == 1 || $$8' $(CORPORA)/kb/leaders.tsv >$(BUILD)/kb/leaders.tsv
	awk -F'\t' 'NR == 1 || $$7' $(CORPORA)/kb/parties.tsv >$(BUILD)/kb/parties.tsv
	$(BUILD)/byline kb build -o data/kb/default.kb --note "sources and licences: data/kb/README.md" data/kb/extra.tsv $(BUILD)/kb/towns.tsv $(BUILD)/kb/places.tsv /AF=$(BUILD)/kb/wof-af.tsv $(BUILD)/kb/wikified.tsv $(BUILD)/kb/organisations.tsv party=$(BUILD)/kb/parties.tsv person=$(BUILD)/kb/leaders.tsv

tidy: ## clang-tidy over src (slow)
	clang-tidy --quiet $(LIB_SRC) $(CLI_SRC) -- $(CPPFLAGS) -std=c17 $(PKG_CFLAGS)

format: ## clang-format over src and tests
	clang-format -i $$(find src tests -name '*.[ch]')

fuzz: ## libFuzzer over readers and loaders, a minute each (clang)
	sh tests/fuzz/fuzz.sh

coverage: ## line coverage of the tests (gcov)
	$(MAKE) -s BUILD=build-cov OPT=-O0 EXTRA="--coverage" LDFLAGS="--coverage" all
	BUILD=build-cov $(MAKE) -s BUILD=build-cov OPT=-O0 EXTRA="--coverage" LDFLAGS="--coverage" unit
	find build-cov -name '*.gcda' | xargs gcov -n 2>/dev/null | awk '/^Lines executed/ {split($$2, a, ":"); n += $$4; hit += $$4 * a[2] / 100} END {printf "lines covered: %.1f%% of %d\n", 100 * hit / n, n}'

bench: all ## speed and memory, as ratios to peers in the same run
	sh bench/run.sh

score: all ## the scorers of ../shared/tools
	sh bench/score.sh

install: all ## program, header, library, data and man page under PREFIX
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/include $(DESTDIR)$(PREFIX)/lib $(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/byline
	install -m 755 $(BUILD)/byline $(DESTDIR)$(PREFIX)/bin/
	install -m 644 src/pipeline/byline.h $(DESTDIR)$(PREFIX)/include/
	install -m 644 $(LIB) $(DESTDIR)$(PREFIX)/lib/
	install -m 644 byline.1 $(DESTDIR)$(PREFIX)/share/man/man1/
	cp -R data/. $(DESTDIR)$(PREFIX)/share/byline/
	cp -R queries ontology $(DESTDIR)$(PREFIX)/share/byline/

model: all $(BUILD)/byline-train ## train all models from CORPORA (OPEN_ONLY=1: open sets only), 90 minutes on two cores
	sh src/train/model.sh $(CORPORA) $(BUILD) $(if $(OPEN_ONLY),open)

.PHONY: clean
clean: ## remove what was built
	rm -rf build build-*

.PHONY: help
help: ## this list
	@grep -hE '^[a-z -]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z -]+):.*## (.*)/  make \1\t\2/' | expand -t 20
