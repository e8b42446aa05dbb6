# Part of the host: what a script prints.

class Output:
    """Stands for stdout and stderr: lines go to the program, bounded in number and length."""

    encoding = 'utf-8'
    errors = 'replace'

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError('write() argument must be str, not %s' % type(text).__name__)
        lines = (S.partial + text[:1000000]).split('\n')
        S.partial = lines.pop()[:LONGEST_LINE]
        for line in lines:
            say(line)
        return len(text)

    def flush(self):
        pass

    def isatty(self):
        return False

    def writable(self):
        return True


def say(line):
    if S.between >= S.max_between or S.total >= S.max_total:
        S.dropped += 1
        return
    S.between += 1
    S.total += 1
    S.lines.append(line[:LONGEST_LINE])
    if len(S.lines) >= 50:
        send(['p', S.lines])
        S.lines = []


def flush_output(last=False):
    if last and S.partial:
        say(S.partial)
        S.partial = ''
    if S.dropped:
        S.lines.append('(%d more lines of output were dropped)' % S.dropped)
        S.dropped = 0
    if S.lines:
        send(['p', S.lines])
        S.lines = []
    S.between = 0
