"""Runs a program in a pseudo-terminal for the tests: COLUMNS ROWS PROGRAM [ARGUMENT]...

What the program writes goes to standard output as it is. Lines on standard input command: "type HEX" types bytes, "size COLUMNS ROWS" resizes the
terminal, "kill" ends the program as kill -9 does. Exits as the program does; 128 and the signal where one ended it.
"""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios


def resize(master, columns, rows):
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def command(line, master, child):
    words = line.split()
    if words[0] == "type":
        os.write(master, bytes.fromhex(words[1]))
    elif words[0] == "size":
        resize(master, int(words[1]), int(words[2]))
        os.kill(child, signal.SIGWINCH)
    elif words[0] == "kill":
        os.kill(child, signal.SIGKILL)
    else:
        raise ValueError(line)


def main():
    columns, rows, program = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    ready, go = os.pipe()
    child, master = pty.fork()
    if child == 0:
        os.close(go)
        os.read(ready, 1)
        os.environ["TERM"] = "xterm-256color"
        os.execvp(program[0], program)
    resize(master, columns, rows)
    os.close(ready)
    os.write(go, b"1")
    os.close(go)
    commands, rest = [0], b""
    while True:
        readable, _, _ = select.select([master] + commands, [], [])
        if master in readable:
            try:
                written = os.read(master, 65536)
            except OSError:  # Linux says so when the other side is closed.
                written = b""
            if not written:
                break
            sys.stdout.buffer.write(written)
            sys.stdout.buffer.flush()
        if 0 in readable:
            read = os.read(0, 65536)
            if not read:  # Whoever commands is gone.
                os.kill(child, signal.SIGKILL)
                commands = []
            *lines, rest = (rest + read).split(b"\n")
            for line in lines:
                command(line.decode("ascii"), master, child)
    status = os.waitpid(child, 0)[1]
    sys.exit(os.WEXITSTATUS(status) if os.WIFEXITED(status) else 128 + os.WTERMSIG(status))


main()
