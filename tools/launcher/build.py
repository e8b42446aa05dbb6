"""Builds the console once, and again only when a source changed."""
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager

from launcher import consoles, dotnet, paths

STAMP = os.path.join(paths.STATE, "built")
LOCK = os.path.join(paths.STATE, "build.lock")
LOG = os.path.join(paths.STATE, "build.log")

# A restore from nothing on a slow line, then a build on two cores.
LIMIT_S = 30 * 60

# A package that cannot be had, and a system that the compiler is not made for. What the sources do wrong has other numbers.
NO_COMPILER = re.compile(r"\bNU1\d\d\d\b|\bNETSDK1094\b")

# The format check of ./lab test runs the analyzers over everything, and for half of the time that a compilation takes with them.
NO_ANALYZERS = "-p:RunAnalyzersDuringBuild=false"


class Failed(Exception):
    """The build failed; the text is what to print."""


def fingerprint():
    """Names, sizes and times of everything that the build reads: a few milliseconds for some hundred files."""
    digest = hashlib.blake2b(digest_size=16)
    for entry in sorted(_sources()):
        digest.update(("%s\0%d\0%d\n" % entry).encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _sources():
    with os.scandir(paths.ROOT) as top:
        for item in top:
            if item.is_file() and item.name.endswith((".props", ".targets", ".config", ".json")):
                yield _facts(item)
    for folder in ("src", "hocon"):
        yield from _walk(os.path.join(paths.ROOT, folder))


def _walk(folder):
    try:
        items = os.scandir(folder)
    except FileNotFoundError:
        return
    with items:
        for item in items:
            # bin, obj: outputs. Dots and tildes: editors' own files.
            if item.name.startswith(".") or item.name.endswith(("~", ".pyc")):
                continue
            if item.is_dir(follow_symlinks=False):
                if item.name not in ("bin", "obj", "__pycache__"):
                    yield from _walk(item.path)
            elif item.is_file():
                yield _facts(item)


def _facts(item):
    stat = item.stat()
    return os.path.relpath(item.path, paths.ROOT), stat.st_size, stat.st_mtime_ns


def ensure_built(tool):
    """Builds unless what is there was built from these very sources. Returns the console's assembly."""
    wanted = fingerprint()
    if not _fresh(wanted):
        dotnet.check_sdk(tool)
        os.makedirs(paths.STATE, exist_ok=True)
        with _locked():
            # Somebody else may have built while this one waited for the lock.
            wanted = fingerprint()
            if not _fresh(wanted):
                _build(tool, wanted)
                with open(STAMP, "w") as stamp:
                    stamp.write(wanted)
                consoles.remove_unused(wanted)
    return paths.console_dll(wanted)


def _fresh(wanted):
    if not os.path.exists(paths.console_dll(wanted)):
        return False
    try:
        with open(STAMP) as stamp:
            return stamp.read() == wanted
    except FileNotFoundError:
        return False


def _build(tool, wanted):
    note = "sources changed: building" if os.path.exists(STAMP) else "first use: restoring and building, a minute or two"
    sys.stderr.write("lab: %s ... " % note)
    sys.stderr.flush()
    started = time.monotonic()
    # What a build that was cut off has left.
    shutil.rmtree(paths.console(wanted), ignore_errors=True)
    command = [
        tool, "publish", paths.CONSOLE_PROJECT, "-c", "Release", "-o", paths.console(wanted),
        "-v", "quiet", "-nologo", "-clp:NoSummary", NO_ANALYZERS,
    ]
    system = dotnet.runtime_identifier(tool, paths.CONSOLE_PROJECT)
    code = run_logged(command + ["-r", system], LOG, LIMIT_S)
    slow = code != 0 and NO_COMPILER.search(read_log(LOG))
    if slow:
        code = run_logged(command, LOG, LIMIT_S)
    sys.stderr.write("%s after %.0f s\n" % ("done" if code == 0 else "failed", time.monotonic() - started))
    if code != 0:
        raise Failed(read_log(LOG))
    if slow:
        sys.stderr.write(
            "lab: the ahead-of-time compiler (NuGet package Microsoft.NETCore.App.Crossgen2.%s) could not be restored (%s): "
            "built without it, every start takes a second or two longer\n" % (system, slow.group())
        )


def run_logged(command, log, limit):
    """Runs with all output into a file: build servers outlive the build and would keep a pipe of ours open."""
    with open(log, "wb") as out:
        try:
            return subprocess.run(
                command, cwd=paths.ROOT, env=dotnet.environment(),
                stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, timeout=limit,
            ).returncode
        except subprocess.TimeoutExpired:
            out.write(("\nstopped after %d s\n" % limit).encode())
            return 1


def read_log(log):
    with open(log, "rb") as text:
        return text.read().decode("utf-8", "replace").strip()


@contextmanager
def _locked():
    """One build at a time in this folder; the lock is the operating system's, so it ends with its process."""
    with open(LOCK, "a+") as lock:
        if os.name == "nt":
            import msvcrt

            lock.seek(0)
            while True:
                try:
                    msvcrt.locking(lock.fileno(), msvcrt.LK_LOCK, 1)
                    break
                except OSError:
                    time.sleep(0.2)
            try:
                yield
            finally:
                lock.seek(0)
                msvcrt.locking(lock.fileno(), msvcrt.LK_UNLCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
