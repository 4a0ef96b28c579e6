# Names for the scripts; each works without make.
.PHONY: demo build release test check format bench install-dependencies

demo:
	scripts/demo

build:
	swift build

release:
	swift build -c release --static-swift-stdlib --product docktrail

test:
	scripts/test

check:
	scripts/check

format:
	swift format --in-place --recursive Sources Tests Package.swift

bench:
	Benchmarks/run

install-dependencies:
	scripts/install-dependencies --tests
