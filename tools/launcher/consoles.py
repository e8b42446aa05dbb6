"""
The folders that consoles were built into, one for each state of the sources. A queue runs for days, and whoever builds meanwhile must not write over the
files that it runs from: each console holds a lock on its folder while it lives, and a folder that nobody holds is removed after the next build.
"""
import errno
import os
import shutil

from launcher import paths

HOLD = "in-use"


def hold(assembly):
    """Takes the folder of a console for the program that is about to take this process's place; the operating system lets go of it with that program."""
    if os.name == "nt":
        # Files of a program that runs cannot be removed there.
        return
    import fcntl

    path = os.path.join(os.path.dirname(assembly), HOLD)
    try:
        lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        # Built by somebody else, as for a service, or read-only: who may read it may hold it.
        if error.errno not in (errno.EACCES, errno.EROFS) or not os.path.exists(path):
            raise
        lock = os.open(path, os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_SH)
    os.set_inheritable(lock, True)


def remove_unused(wanted):
    """Removes every folder but the wanted one that no program runs from."""
    for name in os.listdir(paths.CONSOLES):
        folder = paths.console(name)
        if name != wanted and _is_unused(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _is_unused(folder):
    if os.name == "nt":
        try:
            # Refused while a file in it is open.
            os.rename(folder, folder + "~")
            os.rename(folder + "~", folder)
            return True
        except OSError:
            return False
    import fcntl

    try:
        lock = os.open(os.path.join(folder, HOLD), os.O_RDWR)
    except FileNotFoundError:
        return True
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    except OSError:
        return False
    finally:
        os.close(lock)
