"""What the benchmarks share: one run of a command measured, medians, sizes, and the program under test."""

import argparse
import os
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from typing import NamedTuple, Optional

PROJECT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
RELEASE_PROGRAM = os.path.join(PROJECT, ".build", "release", "docktrail")
MAKE_CORPUS = os.path.join(PROJECT, "Benchmarks", "make-corpus")
MIB = 1 << 20


class Command(NamedTuple):
    """A command line, and what it reads and writes."""

    arguments: list
    # A file for standard input; nothing if not given. (ausearch would wait for a pipe.)
    input: Optional[str] = None
    # Output goes to a file instead of /dev/null: grep stops at the first match when it sees that nobody will read it.
    output: Optional[str] = None


class Sample(NamedTuple):
    """What one run of a command took."""

    # Seconds from before its start until it was waited for.
    wall: float
    # User and system seconds of the command and its children.
    cpu: float
    # The largest resident set of the command or one of its children, in bytes; never below floor().
    peak: int


class Failure(Exception):
    """A benchmark that cannot go on; its text says why and what to do."""


def measure(command):
    """Runs a command to its end and measures it."""
    environment = dict(os.environ, LC_ALL="C")
    with tempfile.TemporaryFile() as errors, open(command.input or os.devnull, "rb") as source, \
            open(command.output or os.devnull, "wb") as target:
        began = time.perf_counter()
        try:
            process = subprocess.Popen(command.arguments, stdin=source, stdout=target, stderr=errors, env=environment)
        except OSError as error:
            raise Failure(f"cannot run {command.arguments[0]}: {error.strerror}") from error
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            # Stopped from outside: the command shall not go on alone.
            process.kill()
            process.wait()
            raise
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            errors.seek(0)
            said = errors.read(2000).decode(errors="replace")
            raise Failure(f"{' '.join(command.arguments)} ended with status {process.returncode}:\n{said}")
    return Sample(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def floor():
    """The least peak memory that measure() can tell: a new process starts out with the peak of the one it came from."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def median(samples):
    """The median of each figure over the runs."""
    return Sample(*(statistics.median(figures) for figures in zip(*samples)))


def mebibytes(peak):
    """Peak memory for a table; what lies at the floor is known only to be no more than that."""
    at_floor = peak <= floor() + MIB / 4
    return f"{'≤ ' if at_floor else ''}{peak / MIB:.0f}"


def read_once(path):
    """Brings a file into the page cache, and what was just written of it to the disk, so that no disk is measured."""
    with open(path, "rb", buffering=0) as file:
        os.fsync(file.fileno())
        while file.read(MIB):
            pass


def size(text):
    """A number of bytes from text such as 500k, 100M or 1G, in powers of 1,024."""
    units = {"k": 1 << 10, "m": 1 << 20, "g": 1 << 30}
    number, unit = (text[:-1], units[text[-1].lower()]) if text[-1:].lower() in units else (text, 1)
    try:
        value = int(float(number) * unit)
    except (ValueError, OverflowError):
        value = 0
    if value < 1:
        raise argparse.ArgumentTypeError(f"not a size: {text!r} (such as 500k, 100M, 1G)")
    return value


def count(text):
    """A whole number above zero."""
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"not a number above 0: {text!r}")
    return int(text)


def run(arguments, output=None):
    """Runs a step that is not measured; without a file for it, its output goes to standard error."""
    try:
        step = subprocess.run(arguments, cwd=PROJECT, stdin=subprocess.DEVNULL, stdout=output or sys.stderr)
    except OSError as error:
        raise Failure(f"cannot run {arguments[0]}: {error.strerror}") from error
    if step.returncode != 0:
        raise Failure(f"{' '.join(arguments)} ended with status {step.returncode}")


def program(given):
    """The program to measure: the one given, or this package's, built anew for release."""
    if given is None:
        run(["swift", "build", "-c", "release", "--product", "docktrail"])
        return RELEASE_PROGRAM
    if not os.access(given, os.X_OK):
        raise Failure(f"there is no program at {given}")
    return os.path.abspath(given)


def make_corpus(folder, size, *options):
    """Makes a log of about this many bytes in the folder and gives its path."""
    run([sys.executable, MAKE_CORPUS, "--out", folder, "--size", str(size), *options])
    return os.path.join(folder, "audit.log")


def cut(log, size, target):
    """Writes the first bytes of a log, up to the last end of a line within the size, to another file."""
    with open(log, "rb") as source, open(target, "wb") as file:
        source.seek(max(0, size - MIB))
        end = source.tell() + source.read(min(size, MIB)).rfind(b"\n") + 1
        source.seek(0)
        while end > 0:
            block = source.read(min(end, MIB))
            file.write(block)
            end -= len(block)
    return target


def table(heads, rows):
    """A Markdown table whose columns are also straight as plain text; all but the first are set to the right."""
    widths = [max(len(cells[column]) for cells in [heads, *rows]) for column in range(len(heads))]

    def line(cells):
        rest = [cell.rjust(width) for cell, width in zip(cells[1:], widths[1:])]
        return f"| {' | '.join([cells[0].ljust(widths[0]), *rest])} |"

    rule = "| " + " | ".join(["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]) + " |"
    return "\n".join([line(heads), rule, *map(line, rows)])


def machine():
    """The machine in a few words: processor, cores, kernel."""
    model = os.uname().machine
    with open("/proc/cpuinfo", encoding="utf-8", errors="replace") as file:
        for text in file:
            if text.startswith("model name"):
                model = text.split(":", 1)[1].strip()
                break
    return f"{model}, {len(os.sched_getaffinity(0))} cores, Linux {os.uname().release}"


def main(body):
    """Runs a benchmark's body; a failure becomes one message and status 2."""
    name = f"Benchmarks/{os.path.basename(sys.argv[0])}"
    # So that files are removed on the way out.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        sys.exit(body())
    except Failure as failure:
        print(f"{name}: {failure}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
