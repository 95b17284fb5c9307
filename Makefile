.DEFAULT_GOAL := help
.PHONY: help build test replay samples bench bench-peers bench-numpy bench-replay bench-explain format clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "%-14s %s\n", $$1, $$2 }'

build: ## Build everything; warnings are errors
	dotnet build Tidemark.slnx -c Release --nologo

test: ## Build, run every test, print the counts
	bash eng/test.sh

replay: ## Replay the sample pool and check every recorded field
	dotnet run --project src/Tidemark.Cli -c Release -- replay samples/world-v3.csv

samples: ## Make the sample tape again with the canonical contracts on a local node
	npm ci --prefix eng/world --no-audit --no-fund
	node eng/world/generate.mjs sample --seed 7 --out samples

bench: ## Micro-benchmarks with allocations
	dotnet run --project bench/Tidemark.Benchmarks -c Release -- --filter '*' --job short

bench-peers: ## Swaps a second beside the peers, same pool, same swaps, one run
	bash bench/peers/run.sh

bench-numpy: ## Values and losses over spans beside numpy's expressions, one run
	bash bench/numpy/run.sh

bench-replay: ## Events a second and memory of replays of 1 and 10 million events
	dotnet run --project bench/Tidemark.Benchmarks -c Release -- tape

bench-explain: ## What explaining positions costs beside the replay
	dotnet run --project bench/Tidemark.Benchmarks -c Release -- explain

format: ## Format the code
	dotnet format Tidemark.slnx

clean: ## Remove what building and testing made
	rm -rf artifacts eng/world/node_modules bench/peers/node_modules
