# The commands people use. Building itself is CMake's; see CMakePresets.json.

PYTHON ?= /usr/bin/python3
PREFIX ?= /usr/local
BUILD := build/release
BUURT := $(BUILD)/buurt
DEMO := results/herzele-baseline
ANSWER := results/herzele-connector

.DELETE_ON_ERROR:
.PHONY: help demo test test-all bench build install format clean packages FORCE

help:
	@echo "make demo      simulate Herzele for five years: what do a connector, a meeting place, or both do?"
	@echo "make test      build and run every test"
	@echo "make test-all  the same, with the long fences: sanitizers, clang, fuzzing, clang-tidy"
	@echo "make bench     measure the speed of engine and model"
	@echo "make install   install program, data and engine under PREFIX ($(PREFIX))"
	@echo "make format    format the C++ as .clang-format says"
	@echo "make clean     remove build/ and results/"
	@echo
	@echo "On Debian and Ubuntu, demo and test first install the packages that are missing."

# Configures once; after that the build itself notices when it has to configure again.
define configure
@if [ ! -e $(BUILD)/build.ninja ] && [ ! -e $(BUILD)/Makefile ]; then \
  if command -v ninja >/dev/null; then cmake --preset release -D BUURT_PYTHON="$(PYTHON)"; \
  else cmake --preset release -G "Unix Makefiles" -D BUURT_PYTHON="$(PYTHON)"; fi; fi
endef

packages:
	@tools/install-packages.sh

demo: $(DEMO).png $(ANSWER).html
	@echo
	@echo "Herzele, five years, ten replicates. To look at:"
	@echo "  $(DEMO).png     the figure"
	@echo "  $(DEMO).h5      the results; open with xarray.open_dataset(\"$(DEMO).h5\")"
	@echo "  $(ANSWER).h5     the same lives with a connector, a meeting place, both, and neither"
	@echo "  $(ANSWER).html   what changes, for whom, and how sure that is: a page to open"

$(ANSWER).html: $(ANSWER).h5 $(shell find analysis -type f -not -name '*.pyc' 2>/dev/null)
	BUURT_PYTHON=$(PYTHON) $(BUURT) report $< -o $@ --overwrite

$(ANSWER).h5: $(BUURT) $(shell find scenarios -name '*.json' 2>/dev/null)
	@mkdir -p results
	$(BUURT) compare herzele-connector --traces 20 -o $@ --overwrite

$(DEMO).png: $(DEMO).h5 $(shell find analysis -name '*.py' 2>/dev/null)
	PYTHONPATH=analysis PYTHONDONTWRITEBYTECODE=1 $(PYTHON) -m buurt figure $< -o $@

$(DEMO).h5: $(BUURT) $(shell find scenarios -name '*.json' 2>/dev/null)
	@mkdir -p results
	$(BUURT) run scenarios/herzele/baseline.json --replicates 10 -o $@ --overwrite

# Always asked, rarely compiled: the time of the program changes only when it was linked again.
$(BUURT): packages FORCE
	$(configure)
	@cmake --build $(BUILD) --target buurt

build: packages
	$(configure)
	@cmake --build $(BUILD)

test:
	@tools/install-packages.sh checks
	$(configure)
	@cmake --build $(BUILD)
	@ctest --test-dir $(BUILD) -j2 --output-on-failure -LE long

test-all:
	@tools/install-packages.sh checks fences
	$(configure)
	@cmake --build $(BUILD)
	@ctest --test-dir $(BUILD) -j2 --output-on-failure

bench: build
	$(PYTHON) bench/run.py $(BUILD)/buurt_bench

install: build
	cmake --install $(BUILD) --prefix "$(DESTDIR)$(PREFIX)"

format:
	@tools/install-packages.sh checks
	@tools/format.sh

clean:
	rm -rf build results
