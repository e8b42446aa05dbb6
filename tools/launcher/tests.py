"""./lab test: build, every test project with the format check beside them, one closing line with the counts."""
import argparse
import glob
import os
import re
import shutil
import sys
import time
import xml.etree.ElementTree as xml
from concurrent.futures import ThreadPoolExecutor

from launcher import build, dotnet, paths

RESULTS = os.path.join(paths.STATE, "tests")

# BenchmarkDotNet programs, not tests.
NOT_TESTS = ("LabActors.Benchmarks",)

# Keeps the processors busy by itself, but for what it waits for processes, disks and real time. The format check and the pure tests, which wait for nothing, and those that wait for wires and scripts, which need
# little else, fill these gaps beside it, behind it where they want the same processor. Of the others two run at once after it.
ALONE = ("LabActors.Acceptance",)
PURE = ("LabActors.Core.Tests", "LabActors.Simulator.Tests", "LabActors.Devices.Tests", "LabActors.Journal.Tests")
WAITING = ("LabActors.Node.Tests", "LabActors.Actors.Tests")

FORMAT_LIMIT_S = 15 * 60
# One test that hangs is named after this long and its project ended.
HANG_LIMIT = "10m"
PROJECT_LIMIT_S = 40 * 60

TRX = "{http://microsoft.com/schemas/VisualStudio/TeamTest/2010}"


class Usage(Exception):
    """The command line is wrong."""


class _Parser(argparse.ArgumentParser):
    def error(self, message):
        raise Usage(message)


class Count:
    """Results of one or more test projects."""

    def __init__(self):
        self.passed = 0
        self.skipped = 0
        self.failures = []
        self.skips = []

    def add(self, other):
        self.passed += other.passed
        self.skipped += other.skipped
        self.failures += other.failures
        self.skips += other.skips

    def line(self):
        return "%d passed, %d failed, %d skipped" % (self.passed, len(self.failures), self.skipped)


def main(arguments):
    parser = _Parser(prog="lab test", description="Builds everything (Release) and runs the tests.")
    parser.add_argument("--filter", metavar="NAME", help="only tests whose full name contains NAME; the format check is left out")
    try:
        options = parser.parse_args(arguments)
    except Usage as error:
        sys.stderr.write("lab test: %s\n" % error)
        return 64

    total = Count()
    try:
        good = _run(options.filter, total)
    finally:
        # The last line is the same whatever happened, so that machines can read it.
        print(total.line(), flush=True)
    return 0 if good and not total.failures else 1


def _run(name, total):
    try:
        tool = dotnet.find()
        dotnet.check_sdk(tool)
    except dotnet.Missing as missing:
        print("lab test: %s" % missing)
        return False
    os.makedirs(paths.STATE, exist_ok=True)
    shutil.rmtree(RESULTS, ignore_errors=True)
    os.makedirs(RESULTS)

    if not _step("restore", [tool, "restore", paths.SOLUTION, "-v", "quiet", "-nologo"], build.LIMIT_S):
        print("packages could not be restored: no test was run")
        return False
    with ThreadPoolExecutor(max_workers=1) as beside, ThreadPoolExecutor(max_workers=1) as waiting:
        # A build waits for one project after the other: the check begins beside it, and reads the sources, not what is built.
        form = beside.submit(_format, tool) if name is None else None
        if not _step("build", [tool, "build", paths.SOLUTION, "-c", "Release", "--no-restore", "-v", "quiet", "-nologo", "-clp:NoSummary", build.NO_ANALYZERS], build.LIMIT_S):
            print("the build failed: no test was run")
            return False
        projects = _projects()
        print("testing %s" % ", ".join(projects), flush=True)
        behind = [beside.submit(_project, tool, project, name, _nice(10)) for project in projects if project in PURE]
        behind += [waiting.submit(_project, tool, project, name, _nice(5)) for project in WAITING]
        for project in [p for p in projects if p in ALONE]:
            total.add(_project(tool, project, name))
        with ThreadPoolExecutor(max_workers=2) as two:
            for count in two.map(lambda project: _project(tool, project, name), [p for p in projects if p not in ALONE + PURE + WAITING]):
                total.add(count)
        for count in behind:
            total.add(count.result())
        good = form is None or _told(*form.result())
    for test, reason in total.skips:
        print("skipped: %s%s" % (test, ": " + reason if reason else ""))
    for test, message in total.failures:
        print("FAILED: %s\n%s" % (test, _indent(message)))
    if name is not None and not (total.passed or total.failures or total.skipped):
        print("no test has '%s' in its name" % name)
        return False
    return good


def _projects():
    found = sorted(glob.glob(os.path.join(paths.ROOT, "tests", "*", "*.csproj")))
    names = [os.path.splitext(os.path.basename(path))[0] for path in found]
    return [name for name in names if name not in NOT_TESTS]


def _format(tool):
    return _logged("format", _nice(10) + [tool, "format", paths.SOLUTION, "--verify-no-changes", "--no-restore", "-v", "quiet"], FORMAT_LIMIT_S)


def _nice(by):
    """What puts a command behind others that want a processor, the further the higher the number; nothing where there is no such program."""
    nice = shutil.which("nice")
    return [nice, "-n", str(by)] if nice else []


def _told(code, seconds, said):
    print("format ... %s (%.0f s)" % ("ok" if code == 0 else "failed: dotnet format mends it", seconds), flush=True)
    if code != 0:
        print(_indent(said))
    return code == 0


def _step(what, command, limit):
    print("%s ... " % what, end="", flush=True)
    code, seconds, said = _logged(what, command, limit)
    print("%s (%.0f s)" % ("ok" if code == 0 else "failed", seconds), flush=True)
    if code != 0:
        print(_indent(said))
    return code == 0


def _logged(what, command, limit):
    started = time.monotonic()
    log = os.path.join(RESULTS, what + ".log")
    code = build.run_logged(command, log, limit)
    return code, time.monotonic() - started, build.read_log(log)


def _project(tool, project, name, before=()):
    """One test assembly, straight from its file: no MSBuild in between."""
    started = time.monotonic()
    assembly = os.path.join(paths.ROOT, "artifacts", "bin", project, "release", project + ".dll")
    trx, log = os.path.join(RESULTS, project + ".trx"), os.path.join(RESULTS, project + ".log")
    command = [
        *before, tool, "test", assembly, "--logger", "trx;LogFileName=" + os.path.basename(trx), "--results-directory", RESULTS,
        "--blame-hang-timeout", HANG_LIMIT, "--blame-hang-dump-type", "none",
    ]
    if name is not None:
        command += ["--filter", filter_expression(name)]
    code = build.run_logged(command, log, PROJECT_LIMIT_S)
    count = read_trx(trx) if os.path.exists(trx) else Count()
    if code != 0 and not count.failures:
        count.failures.append((project, "the test process ended with %d\n%s" % (code, build.read_log(log)[-4000:])))
    print("%s ... %s (%.1f s)" % (project, count.line(), time.monotonic() - started), flush=True)
    return count


def filter_expression(name):
    """Full names hold the class and method; display names hold a theory's arguments too, such as a vector's id."""
    escaped = re.sub(r"([\\()&|=!~])", r"\\\1", name)
    return "FullyQualifiedName~%s|DisplayName~%s" % (escaped, escaped)


def read_trx(path):
    count = Count()
    for result in xml.parse(path).getroot().iter(TRX + "UnitTestResult"):
        outcome, name = result.get("outcome"), result.get("testName")
        if outcome == "Passed":
            count.passed += 1
        elif outcome == "NotExecuted":
            count.skipped += 1
            count.skips.append((name, _text(result, "Message") or _text(result, "StdOut")))
        else:
            count.failures.append((name, "\n".join(filter(None, (_text(result, "Message"), _text(result, "StackTrace"))))))
    return count


def _text(result, tag):
    found = result.find(".//" + TRX + tag)
    return (found.text or "").strip() if found is not None else ""


def _indent(text):
    return "\n".join("    " + line for line in text.splitlines())
