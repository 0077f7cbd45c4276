# make demo    sets everything up and runs the main job end to end, without a network
# make test    sets up what the tests need and runs every check
# make score   the quality of reading Dutch, on the labelled posts, and of every engine, on recorded pages
# make bench   speed and memory
# make pictures   the pictures in docs/, from the practice world and the practice pilot (five to fifteen minutes)
# make clean   removes what make made

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q

.PHONY: demo test check suite score bench pictures clean

demo: $(VENV)/.ready
	$(BIN)/webcare demo

test: $(VENV)/.ready-test
	@$(MAKE) --no-print-directory -j 2 check suite

suite: $(VENV)/.ready-test
	$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder

check: $(VENV)/.ready-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

score: $(VENV)/.ready-test
	$(BIN)/python -m webcare.score

bench: $(VENV)/.ready-test
	$(BIN)/python -m webcare.bench_reading
	$(BIN)/python -m webcare.bench_posts
	$(BIN)/python -m webcare.bench_report
	$(BIN)/python -m webcare.bench_yearly

pictures: $(VENV)/.ready-test
	rm -rf output/pictures
	$(BIN)/webcare demo --out output/pictures
	rm output/pictures/jaaroverzicht-*
	$(BIN)/webcare demo --pilot --out output/pictures
	$(BIN)/python -m webcare.pictures output/pictures/weekoverzicht-*.pdf docs/pictures
	$(BIN)/python -m webcare.pictures output/pictures/jaaroverzicht-*.pdf docs/pictures

clean:
	rm -rf $(VENV) output data *.egg-info

$(VENV)/.ready: pyproject.toml constraints.txt .ci/system
	@sh .ci/system run
	@echo "Setting up the Python environment in $(VENV) (one or two minutes, once)"
	@test -x $(BIN)/python || python3 -m venv $(VENV)
	@PIP_CONSTRAINT=constraints.txt $(PIP) install -e .
	@touch $@

$(VENV)/.ready-test: $(VENV)/.ready
	@sh .ci/system test
	@echo "Adding what the tests need"
	@PIP_CONSTRAINT=constraints.txt $(PIP) install -e ".[learn,test]"
	@touch $@
