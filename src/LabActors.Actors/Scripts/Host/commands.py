# Part of the host: commands as Python functions, answers, call-backs, snippets.

def where():
    # the innermost line of a script; frames of the host and of the standard library are passed over
    frame = sys._getframe(1)
    while frame is not None:
        file = frame.f_code.co_filename
        if file in S.files:
            return frame.f_lineno, file
        frame = frame.f_back
    return 0, ''


def call(name, args, kwargs, place=None):
    if S.canceled is not None:
        raise ScriptCanceled(S.canceled)
    if get_ident() != MAIN:
        raise RuntimeError('a command can only be called from the thread of the script')
    line, file = place or where()
    if S.lines or S.dropped or S.between:
        flush_output()
    seq = S.seq = S.seq + 1
    message = ['c', seq, name, args, kwargs, line, S.depth, file]
    try:
        text = encode(message)
    except ValueError as error:
        if 'Out of range' in str(error):
            raise ValueError('%s() got a number that is not finite' % name) from None
        raise
    if len(text) > S.max_message:
        raise ValueError('%s() got arguments of %d characters, expected at most %d' % (name, len(text), S.max_message))
    write_line(text)
    value = wait(seq)
    if name in ENDING:
        S.canceled = '%s() was called' % name
        raise ScriptCanceled(S.canceled)
    return value


ENDING = frozenset(('cancel', 'abort', 'exit'))


def wait(seq):
    early = S.early
    while True:
        message = early.pop(seq) if early and seq in early else receive()
        tag = message[0]
        if tag == 'v':
            if message[1] != seq:
                early[message[1]] = message
                continue
            if len(message) > 3:
                set_live(message[3])
            value = message[2]
            return Device(value['$device']) if type(value) is dict and '$device' in value else value
        if tag == 'x':
            if message[1] != seq:
                early[message[1]] = message
                continue
            raise EXCEPTIONS.get(message[2], CommandError)(message[3])
        if tag == 'g':
            return message
        if tag == 'cancel':
            S.canceled = message[1]
            raise ScriptCanceled(message[1])
        if tag == 'cb':
            call_back(message[1], message[2])
        elif tag == 'sn':
            run_snippet(message[1])
        else:
            raise RuntimeError('unknown message %r' % (tag,))


def set_live(values):
    for name, value in values.items():
        S.context[name] = value
        for space in S.spaces:
            space[name] = value


def handle_of(function):
    key = id(function)
    if key not in S.handle_ids:
        handle = len(S.handles) + 1
        S.handle_ids[key] = handle
        S.handles[handle] = function
    return S.handle_ids[key]


def accepted(function, count):
    # how many of `count` positional arguments the function takes
    code = getattr(function, '__code__', None) or getattr(getattr(function, '__func__', None), '__code__', None)
    if code is None:
        return count
    if code.co_flags & 4:
        return count
    return min(count, code.co_argcount - (1 if hasattr(function, '__self__') else 0))


def call_back(handle, args):
    function = S.handles.get(handle)
    try:
        if function is None:
            raise CommandError('no callable %d' % handle)
        keywords = S.keywords.get(handle, {})
        value = function(*args[:accepted(function, len(args))], **keywords)
        try:
            encode(value)
        except (TypeError, ValueError):
            value = bool(value)
    except Exception as error:
        send(['b', handle, None, describe(error)])
    else:
        send(['b', handle, value, None])


def run_snippet(text):
    try:
        space = dict(S.spaces[-1])
        space.pop('main', None)
        S.files['<snippet>'] = True
        exec(compile(text, '<snippet>', 'exec'), space)
        if callable(space.get('main')):
            space['main']()
    except Exception as error:
        send(['s', describe(error)])
    else:
        send(['s', None])
