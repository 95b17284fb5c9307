"""numpy's own expressions of a position's value and impermanent loss, timed as the workload asks; the table compares them with Tidemark's spans."""
import json
import sys
import time

import numpy

ROUNDS = 25
PRICES_IN_ROUND = 4_000_000


def expressions(prices, liquidity, lower, upper):
    a, b = lower**0.5, upper**0.5
    held0, held1 = 1 - 1 / b, 1 - a

    def range_value():
        root = numpy.clip(numpy.sqrt(prices), a, b)
        return prices * (1 / root - 1 / b) + (root - a)

    return {
        "constant product, impermanent loss": lambda: 2 * numpy.sqrt(prices) / (1 + prices) - 1,
        "constant product, value": lambda: 2 * liquidity * numpy.sqrt(prices),
        "concentrated, impermanent loss": lambda: range_value() / (prices * held0 + held1) - 1,
        "concentrated, value": lambda: liquidity * range_value(),
    }


def nanoseconds(expression, size):
    repeats = max(1, PRICES_IN_ROUND // size)
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter_ns()
        for _ in range(repeats):
            expression()
        best = min(best, (time.perf_counter_ns() - start) / repeats / size)
    return best


def main(workload_path, results_path):
    with open(workload_path, encoding="utf-8") as file:
        workload = json.load(file)
    with open(results_path, encoding="utf-8") as file:
        ours = {(row["expression"], row["prices"]): row for row in json.load(file)}
    print(f"numpy {numpy.__version__}, one thread; nanoseconds by price, best of {ROUNDS} rounds\n")
    print("| expression | prices | numpy | Tidemark | bytes allocated | times numpy |")
    print("|---|---:|---:|---:|---:|---:|")
    for size in workload["sizes"]:
        prices = 0.1 + 9.9 * numpy.arange(size) / (size - 1)
        for name, expression in expressions(prices, workload["liquidity"], workload["lower"], workload["upper"]).items():
            row = ours[name, size]
            expected = float(expression().sum())
            if abs(row["sum"] - expected) > 1e-9 * abs(expected):
                sys.exit(f"{name}, {size} prices: the sum of the results is {row['sum']!r} and numpy's is {expected!r}")
            theirs = nanoseconds(expression, size)
            mine = row["nanosecondsPerPrice"]
            print(f"| {name} | {size:,} | {theirs:.3f} | {mine:.3f} | {row['bytesAllocated']} | {theirs / mine:.1f} |")


main(*sys.argv[1:])
