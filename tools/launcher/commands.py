"""The commands of ./lab: help and tests are handled here, everything else by the console."""
import os
import subprocess
import sys
import textwrap

from launcher import build, consoles, dotnet

EX_USAGE = 64
EX_UNAVAILABLE = 69

# Name and what it is for. `test` is the launcher's own; a test holds the others against the console's own list.
COMMANDS = (
    ("demo", "run a queue of nine or so analyses on the simulated laboratory"),
    ("run", "run queue files"),
    ("node", "run a node without a screen until it is told to stop; consoles attach"),
    ("check", "tell every problem of queue files, their scripts and their laboratory; nothing moves"),
    ("estimate", "tell when each run of queue files would begin and end; nothing moves"),
    ("conditionals", "check and explain files of conditionals"),
    ("import", "make a laboratory of Pychron's set-up folder, with a report"),
    ("trace", "run a script with no effects and print its commands"),
    ("notify", "try out hooks, webhooks and mail"),
    ("safe", "make the laboratory safe"),
    ("torture", "kill the node of a simulated experiment anywhere and compare what comes of it; --cluster: of three nodes"),
    ("simulate", "serve every device of a laboratory, simulated, on pseudo-terminals and sockets of this computer"),
    ("power-loss", "simulated laboratory: one instrument loses its power"),
    ("doctor", "look at the computer, every port and every device: what answers, and what to do about what does not"),
    ("device", "what a device says of itself, what went over its wire, or send it something by hand"),
    ("runs", "list runs"),
    ("ages", "tell the ages of samples: means, plateaus, isochrons"),
    ("show", "show a run: facts, age, isotopes, conditionals, steps"),
    ("plot", "draw a run or a queue into a file: .svg or .html"),
    ("export", "export runs for Pychron, or as tables or documents"),
    ("replay", "tell what a journal says: everything as of a moment, a film, or whether this version decides the same"),
    ("why", "tell what made a valve, a run or a lease what it was"),
    ("verify", "check the journals of all nodes together: leases, commands, runs, queues, aliquots"),
    ("recover", "tell what a node would find on a data folder with an unfinished experiment, and do; nothing is done"),
    ("user", "say who may attach to the nodes of a laboratory, and as what"),
    ("cert", "make, list and revoke the certificates of a laboratory's nodes and consoles"),
    ("attach", "attach a console to a node that runs: see it, command it, leave again"),
    ("log", "tell what happened on a node that runs"),
    ("test", "build everything and run the tests"),
)

# What operators do on a node that runs, by one command each.
ON_A_NODE = (
    "status", "queues", "rows", "edits", "line", "valve", "gauges", "questions", "start", "take", "skip", "unskip", "remove", "move", "change", "edit", "repeat", "end", "go", "header", "undo", "pause", "resume", "continue", "delay",
    "truncate", "abort", "cancel", "stop", "quick", "decide", "open", "close", "lock", "unlock", "laser", "take-over",
)

HELP = """LabActors runs automated experiments on noble-gas mass spectrometers.

Usage: lab COMMAND [OPTIONS]

Commands:
{commands}

On a node that runs, one thing each (lab COMMAND --help; docs/operators.md):
{on_a_node}

  lab demo [--time real|virtual|xN] [--seed N] [--data DIR] [--decide NAME=ANSWER]... [--json]
  lab run QUEUE.txt... [--lab DIR] [--scripts DIR] [--data DIR] [--time real|virtual|xN] [--ports FILE] [--faults FILE] [--seed N] [--decide NAME=ANSWER]... [--json]
  lab node drain NAME [--hold|--finish] [--why TEXT] [--node HOST[:PORT]] [--data DIR] [--as NAME] [--json]
  lab check QUEUE.txt... [--lab DIR] [--scripts DIR] [--explain] [--json]
  lab estimate QUEUE.txt... [--lab DIR] [--scripts DIR] [--data DIR] [--start-at TIME] [--json] [--out FILE.svg|FILE.html]
  lab conditionals check|explain FILE... [--lab DIR] [--instrument NAME] [--level system|queue|run]
  lab trace SCRIPT [--kind KIND] [--set name=value]... [--answer command=json]... [--json]
  lab import SETUPFILES --out LAB [--name NAME] [--initialization FILE] [--valves FILE] [--canvas FILE] [--overwrite] [--json]
  lab notify test [NAME] [--lab DIR] [--event EVENT] [--to ADDRESS]
  lab safe [--lab DIR] [--scripts DIR] [--data DIR] [--why TEXT] [--json]
  lab torture [QUEUE.txt...] [--cuts all|N] [--seed S] [--only NUMBER] [--parallel N] [--lab DIR] [--scripts DIR] [--json]
  lab torture --cluster [--trials N|--for MINUTES] [--seed S] [--postgresql] [--lab DIR] [--json]
  lab simulate [--lab DIR] [--time real|xN] [--seed N] [--data DIR] [--faults FILE] [--ports-out FILE]
  lab power-loss INSTRUMENT --data DIR [--lab DIR]
  lab doctor [--lab DIR] [--ports FILE] [--data DIR] [--json]
  lab device NAME [state|trace [--last N]|send TEXT] [--lab DIR] [--ports FILE] [--data DIR] [--node HOST[:PORT]] [--json]
  lab runs [--data DIR]... [--queue Q] [--type T] [--state S] [--since DATE] [--sample NAME] [--json]
  lab ages [--data DIR]... [--queue Q] [--since DATE] [--sample NAME] [--omit RUN]... [--monitor] [--json]
  lab show RUN [--data DIR]... [--json]
  lab plot RUN|QUEUE --out FILE.svg|FILE.html [--data DIR]...
  lab export --format FORMAT --out DIR [RUN...] [--queue Q] [--data DIR]...
  lab export --pending [--data DIR]... [--lab DIR]
  lab replay [DATA] [--at TIME|--event N] [--follow xN] [--verify] [--lab DIR] [--json]
  lab why VALVE|RUN|LEASE [--at TIME|--event N] [--data DIR] [--lab DIR] [--json]
  lab recover --dry-run [DATA] [--lab DIR] [--outage TIME] [--json]
  lab user add|list|remove [NAME] [--role viewer|operator|engineer] [--lab DIR] [--json]
  lab cert init|node|console|list|revoke [NAME] [--host HOST]... [--days N] [--renew] [--lab DIR] [--out DIR]
  lab attach [HOST[:PORT]] [--as NAME] [--token-file FILE] [--data DIR] [--plain] [--json]
  lab line [preview|open|close|lock|unlock|enable|disable|sample|cycle|change|reset WORDS] [--lab DIR] [--why TEXT] [--json]
  lab status|rows|pause|resume|skip|open|close|... [WORDS] [--why TEXT] [--node HOST[:PORT]] [--data DIR] [--as NAME] [--json]
  lab test [--filter NAME]

  lab COMMAND --help says what each option means.

Exit codes: 0 completed, 1 refused by checks, 2 ended failed, 3 canceled or aborted, 4 ended by force, 5 imported and something left out, 64 bad usage, 69 no node answers, 77 a node refused.
Ctrl-C once cancels the queue and leaves the laboratory safe; twice stops the program; three times at once.
"""


def main(arguments):
    """Runs one command and returns its exit code."""
    try:
        return _main(arguments)
    except dotnet.Missing as missing:
        return _say(str(missing), EX_UNAVAILABLE)
    except build.Failed as failed:
        sys.stderr.write(str(failed) + "\n")
        return _say("the build failed, see above", EX_UNAVAILABLE)
    except OSError as error:
        return _say(str(error), EX_UNAVAILABLE)
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        return 130


def _main(arguments):
    if not arguments:
        sys.stderr.write(help_text())
        return EX_USAGE
    command, rest = arguments[0], arguments[1:]
    if command in ("--help", "-h", "-?", "help") and not rest:
        sys.stdout.write(help_text())
        return 0
    if command == "test":
        from launcher import tests

        return tests.main(rest)
    if not command.startswith("-") and command not in dict(COMMANDS) and command not in ON_A_NODE:
        names = ", ".join([name for name, _ in COMMANDS] + list(ON_A_NODE))
        return _say("there is no command '%s'; the commands are %s (lab --help)" % (command, names), EX_USAGE)
    tool = dotnet.find()
    assembly = build.ensure_built(tool)
    consoles.hold(assembly)
    return _become([tool, assembly] + arguments)


def help_text():
    width = max(len(name) for name, _ in COMMANDS)
    return HELP.format(
        commands="\n".join("  %s  %s" % (name.ljust(width), what) for name, what in COMMANDS),
        on_a_node=textwrap.fill(" ".join(ON_A_NODE), width=110, initial_indent="  ", subsequent_indent="  "),
    )


def _become(command):
    """The console takes this process's place, so that signals and the exit code are its own."""
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name != "nt":
        os.execv(command[0], command)
    child = subprocess.Popen(command)
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            # Windows gives Ctrl-C to the child too; it decides what to do with it, and this one goes on waiting.
            continue


def _say(line, code):
    sys.stderr.write("lab: %s\n" % line)
    return code
