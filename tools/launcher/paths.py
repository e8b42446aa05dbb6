"""Where things are in the repository."""
import os

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SOLUTION = os.path.join(ROOT, "LabActors.sln")
CONSOLE_PROJECT = os.path.join(ROOT, "src", "LabActors.Console", "LabActors.Console.csproj")
STATE = os.path.join(ROOT, "artifacts", "lab")
# What was built of each state of the sources; a program that runs keeps the files that it was started from.
CONSOLES = os.path.join(STATE, "console")


def console(fingerprint):
    """Folder of the console that was built from these sources."""
    return os.path.join(CONSOLES, fingerprint)


def console_dll(fingerprint):
    return os.path.join(console(fingerprint), "LabActors.Console.dll")
