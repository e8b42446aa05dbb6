"""Finds the .NET SDK, and says in one line what is wrong with it."""
import os
import shutil
import subprocess

NEEDED_MAJOR = 10
FIX = "install the .NET 10 SDK (https://dotnet.microsoft.com/download/dotnet/10.0) and start again"


class Missing(Exception):
    """Something that LabActors needs is not there; the text is the one line to print."""


def find():
    """Path of the dotnet command: on the PATH, else where DOTNET_ROOT or the install script put it."""
    name = "dotnet.exe" if os.name == "nt" else "dotnet"
    places = [os.environ.get("DOTNET_ROOT", ""), os.path.join(os.path.expanduser("~"), ".dotnet")]
    found = shutil.which("dotnet")
    if found:
        return found
    for place in places:
        candidate = os.path.join(place, name)
        if place and os.access(candidate, os.X_OK):
            return candidate
    raise Missing("the .NET SDK is missing: " + FIX)


def check_sdk(dotnet):
    """Refuses SDKs that cannot build LabActors. Takes a tenth of a second, so it is asked only before a build."""
    listed = subprocess.run(
        [dotnet, "--list-sdks"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60
    ).stdout.decode("utf-8", "replace")
    versions = [line.split()[0] for line in listed.splitlines() if line[:1].isdigit()]
    if any(version.split(".")[0] == str(NEEDED_MAJOR) for version in versions):
        return
    have = ", ".join(versions) if versions else "only a runtime"
    raise Missing("the .NET 10 SDK is missing (found: %s): %s" % (have, FIX))


def runtime_identifier(dotnet, project):
    """The system that this SDK builds for, as packages name it: linux-x64, win-x64, osx-arm64."""
    command = [dotnet, "msbuild", project, "-nologo", "-getProperty:NETCoreSdkPortableRuntimeIdentifier"]
    asked = subprocess.run(command, env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)
    answer = asked.stdout.decode("utf-8", "replace").strip()
    if asked.returncode != 0:
        raise Missing("the .NET SDK cannot read %s: %s" % (project, answer))
    return answer


def environment():
    """The environment of every dotnet that lab starts: English, no banner, no telemetry."""
    env = dict(os.environ)
    env["DOTNET_NOLOGO"] = "1"
    env["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1"
    env["DOTNET_CLI_UI_LANGUAGE"] = "en"
    return env
