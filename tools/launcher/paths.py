"""Where things are in the repository."""
import os

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SOLUTION = os.path.join(ROOT, "LabActors.sln")
CONSOLE_PROJECT = os.path.join(ROOT, "src", "LabActors.Console", "LabActors.Console.csproj")
CONSOLE_DLL = os.path.join(ROOT, "artifacts", "bin", "LabActors.Console", "release", "LabActors.Console.dll")
STATE = os.path.join(ROOT, "artifacts", "lab")
