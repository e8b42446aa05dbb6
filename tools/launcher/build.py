"""Builds the console once, and again only when a source changed."""
import hashlib
import os
import subprocess
import sys
import time
from contextlib import contextmanager

from launcher import dotnet, paths

STAMP = os.path.join(paths.STATE, "built")
LOCK = os.path.join(paths.STATE, "build.lock")
LOG = os.path.join(paths.STATE, "build.log")

# A restore from nothing on a slow line, then a build on two cores.
LIMIT_S = 30 * 60


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
    """Builds unless what is there was built from these very sources."""
    if _fresh(fingerprint()):
        return
    dotnet.check_sdk(tool)
    os.makedirs(paths.STATE, exist_ok=True)
    with _locked():
        # Somebody else may have built while this one waited for the lock.
        wanted = fingerprint()
        if not _fresh(wanted):
            _build(tool)
            with open(STAMP, "w") as stamp:
                stamp.write(wanted)


def _fresh(wanted):
    if not os.path.exists(paths.CONSOLE_DLL):
        return False
    try:
        with open(STAMP) as stamp:
            return stamp.read() == wanted
    except FileNotFoundError:
        return False


def _build(tool):
    first = not os.path.exists(paths.CONSOLE_DLL)
    note = "first use: restoring and building, a minute or two" if first else "sources changed: building"
    sys.stderr.write("lab: %s ... " % note)
    sys.stderr.flush()
    started = time.monotonic()
    command = [tool, "build", paths.CONSOLE_PROJECT, "-c", "Release", "-v", "quiet", "-nologo", "-clp:NoSummary"]
    code = run_logged(command, LOG, LIMIT_S)
    sys.stderr.write("%s after %.0f s\n" % ("done" if code == 0 else "failed", time.monotonic() - started))
    if code != 0:
        raise Failed(read_log(LOG))


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
