# The host of LabActors scripts: runs one Pychron script after another in a bare CPython (3.8 or newer, standard library
# only) and turns every command into one JSON line out and one JSON line in. Started by PythonScriptProcess with the
# variable `reader`, a binary stream of what the program sends. What it sends: see HostMessage; what it gets: HostReply.
import os
import sys
import time
from _thread import allocate_lock, get_ident, interrupt_main, start_new_thread

import _signal  # signal itself imports enum, which costs as much as starting Python

real_sleep = time.sleep
monotonic = time.monotonic
MAIN = get_ident()
DEEPEST_GOSUB = 50
LONGEST_LINE = 2000


class ScriptCanceled(BaseException):
    """Raised at the pending or next command of a script that was told to stop."""


class ScriptStuck(BaseException):
    """Raised where a script computes without end."""


class CommandError(Exception):
    """A command failed."""


class IntervalError(Exception):
    """complete_interval without begin_interval, or the other way round."""


class GosubError(Exception):
    """A child script was not found, or nests too deep."""


class MainError(Exception):
    """A script has no main function."""


EXCEPTIONS = {c.__name__: c for c in (CommandError, IntervalError, GosubError, MainError, TypeError, ValueError, NameError)}


class State:
    pass


S = State()
S.since = 0.0
S.stuck = None
S.running = False
S.files = {}
S.watching = False


# ---------------------------------------------------------------------------------------------------- the wire

OUT = os.dup(1)
write_lock = allocate_lock()


def close_standard_streams():
    # whatever a script or its children write to the real streams must not reach the protocol
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)
    os.close(null)


class Device:
    """A device got by get_device: any method call is a command."""

    def __init__(self, name):
        self.__dict__['_name'] = name

    def __getattr__(self, method):
        if method.startswith('__'):
            raise AttributeError(method)

        def call_device(*args, **kwargs):
            return call('device_call', (self._name, method) + args, kwargs)

        return call_device

    def __repr__(self):
        return '<device %s>' % self._name


class Attributes:
    """ex, mx and the groups of mx: values as attributes."""

    def __init__(self, title, values):
        self.__dict__['_title'] = title
        self.__dict__['_values'] = values

    def __getattr__(self, name):
        if name.startswith('__'):
            raise AttributeError(name)
        try:
            return self._values[name]
        except KeyError:
            raise AttributeError("%s has no '%s' (it has %s)" % (self._title, name, ', '.join(sorted(self._values)) or 'nothing')) from None

    def __setattr__(self, name, value):
        self._values[name] = value

    def __repr__(self):
        return '<%s>' % self._title


class ChildScript:
    """What gosub returns."""

    def __init__(self, name, file):
        self.name = name
        self.filename = file


def encode_other(value):
    if isinstance(value, Device):
        return {'$device': value._name}
    if isinstance(value, Attributes):
        return value._values
    if isinstance(value, ChildScript):
        return value.name
    if isinstance(value, (range, set, frozenset, type({}.keys()), type({}.values()), type({}.items()), map, filter, zip, enumerate)):
        return list(value)
    if callable(value):
        return {'$callable': handle_of(value), 'name': getattr(value, '__name__', type(value).__name__)}
    raise TypeError("a command cannot take a %s" % type(value).__name__)


def fast_json():
    # CPython's own JSON scanner and encoder without the json package, whose import of re doubles the time to start
    import _json

    class Scanning:
        strict = False
        object_hook = object_pairs_hook = None
        parse_float = float
        parse_int = int
        parse_constant = float

    scan = _json.make_scanner(Scanning)
    markers = {}
    encoder = _json.make_encoder(markers, encode_other, _json.encode_basestring, None, ':', ',', False, False, False)

    def encode_fast(value):
        try:
            return ''.join(encoder(value, 0))
        except BaseException:
            markers.clear()
            raise

    return encode_fast, lambda text: scan(text, 0)[0]


def plain_json():
    import json
    encoder = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(',', ':'), default=encode_other)
    return encoder.encode, json.JSONDecoder().decode


def json_codec():
    try:
        codec = fast_json()
        if codec[1](codec[0]([1.5, 'a', None, {'b': True}])) == [1.5, 'a', None, {'b': True}]:
            return codec
    except Exception:  # another Python with another inside: the public way is slower and as good
        pass
    return plain_json()


encode, decode = json_codec()


def send(message):
    data = memoryview((encode(message) + '\n').encode('utf-8', 'replace'))
    with write_lock:
        try:
            while data:
                data = data[os.write(OUT, data):]
        except OSError:
            os._exit(3)


def receive():
    S.since = 0.0
    line = reader.readline()
    if not line:
        os._exit(0)
    message = decode(line.decode('utf-8'))
    S.since = monotonic()
    return message


# ---------------------------------------------------------------------------------------------------- output

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


# ---------------------------------------------------------------------------------------------------- commands

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
    data = (text + '\n').encode('utf-8', 'replace')
    with write_lock:
        try:
            if os.write(OUT, data) != len(data):
                raise OSError('short write')
        except OSError:
            os._exit(3)
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


def plain(name):
    def command(*args, **kwargs):
        return call(name, args, kwargs)

    command.__name__ = command.__qualname__ = name
    return command


class Bracket:
    """A context manager made of two commands; the second is not sent after a cancel."""

    def __init__(self, enter, leave):
        self.enter = enter
        self.leave = leave
        self.place = where()

    def __enter__(self):
        call(self.enter[0], self.enter[1], {}, self.place)
        return self

    def __exit__(self, kind, error, traceback):
        if kind is None or not issubclass(kind, (ScriptCanceled, ScriptStuck)):
            call(self.leave[0], self.leave[1], {}, self.place)


def interval(dur):
    return Bracket(('begin_interval', (dur,)), ('complete_interval', ()))


def lighting(value=75):
    return Bracket(('set_light', (value,)), ('set_light', (0,)))


def video_recording(name='video'):
    return Bracket(('start_video_recording', (name,)), ('stop_video_recording', ()))


def grain_polygon():
    return Bracket(('start_grain_polygon', ()), ('stop_grain_polygon', ()))


def waitfor(*args, **kwargs):
    function = args[0] if args else kwargs.get('func_or_tuple')
    keywords = args[5] if len(args) > 5 else kwargs.get('func_kw')
    if callable(function) and keywords:
        S.keywords[handle_of(function)] = dict(keywords)
    return call('waitfor', args, kwargs)


def gosub(*args, **kwargs):
    return run_child('gosub', args, kwargs)


def extraction_gosub(*args, **kwargs):
    return run_child('extraction_gosub', args, kwargs)


SPECIAL = {f.__name__: f for f in (interval, lighting, video_recording, grain_polygon, waitfor, gosub, extraction_gosub)}


def lab_sleep(seconds):
    if get_ident() != MAIN or not S.running:
        return real_sleep(seconds)
    if not S.warned:
        S.warned = True
        say('warning: time.sleep is replaced by the command sleep')
    call('sleep', (seconds,), {})


# ---------------------------------------------------------------------------------------------------- running

def load(text, file):
    # a script that Python 2 accepted with tabs and blanks mixed is accepted with its tabs taken as Python 2 took them
    S.files[file] = True
    text = text.lstrip('\ufeff')
    try:
        return compile(text, file, 'exec')
    except TabError as error:
        for width in (8, 4):
            try:
                return compile(text.expandtabs(width), file, 'exec')
            except SyntaxError:
                continue
        raise error


def namespace(commands, context):
    space = dict(commands)
    space.update(context)
    space['ex'] = S.ex
    if S.legacy:
        space.setdefault('xrange', range)
        space.setdefault('exp', S.ex)
        space.setdefault('ctx', S.ex)
    if S.mx is not None:
        space['mx'] = S.mx
    return space


def commands_of(names):
    commands = {name: SPECIAL.get(name) or plain(name) for name in names}
    for old, new in S.aliases.items():
        if new in commands:
            commands.setdefault(old, commands[new])
    return commands


def main_of(space, file):
    main = space.get('main')
    if not callable(main):
        raise MainError("%s has no function 'main'" % os.path.basename(file))
    return main


def run_child(command, args, kwargs):
    place = where()
    if S.depth >= DEEPEST_GOSUB:
        raise GosubError('gosubs nest deeper than %d' % DEEPEST_GOSUB)
    answer = call(command, args, kwargs, place)
    if type(answer) is not list or answer[0] != 'g':
        raise CommandError('%s() was answered without a script' % command)
    text, file, names = answer[2], answer[3], answer[4]

    def bind(name, root=None, klass=None, argv=None, **kw):
        return name, () if argv is None else argv, kw

    name, argv, keywords = bind(*args, **kwargs)
    if isinstance(argv, str) or not hasattr(argv, '__iter__'):
        argv = (argv,)
    outer = S.context, S.commands
    S.depth += 1
    try:
        if names is not None:
            S.commands = commands_of(names)
        code = load(text, file)
        passed = {}
        rest = {}
        space = namespace(S.commands, S.context)
        # keywords that main does not take are variables of the child, at module level already
        parameters = MainArguments(code)
        for key, value in keywords.items():
            (passed if parameters.takes(key) else rest)[key] = value
        if rest:
            S.context = dict(S.context)
            S.context.update(rest)
            space.update(rest)
        S.spaces.append(space)
        try:
            exec(code, space)
            main_of(space, file)(*argv, **passed)
        finally:
            S.spaces.pop()
    except Exception as error:
        S.depth -= 1
        S.context, S.commands = outer
        call('gosub_end', (name, 'failed', describe(error)), {}, place)
        raise
    except BaseException:
        S.depth -= 1
        raise
    S.depth -= 1
    S.context, S.commands = outer
    call('gosub_end', (name, 'completed'), {}, place)
    return ChildScript(name, file)


class MainArguments:
    """The parameters of the module's main, read from its code before it runs."""

    def __init__(self, module):
        self.code = None
        for constant in module.co_consts:
            if hasattr(constant, 'co_name') and constant.co_name == 'main':
                self.code = constant

    def takes(self, name):
        code = self.code
        if code is None:
            return False
        return bool(code.co_flags & 8) or name in code.co_varnames[:code.co_argcount + code.co_kwonlyargcount]


def describe(error):
    try:
        text = str(error)
    except Exception:
        text = ''
    name = type(error).__name__
    return ('%s: %s' % (name, text) if text else name)[:4000]


def locate(error):
    # the innermost line of a script, and the lines of the scripts that called it
    places = []
    traceback = error.__traceback__
    while traceback is not None:
        file = traceback.tb_frame.f_code.co_filename
        if file in S.files:
            if places and places[-1][1] == file:
                places[-1] = (traceback.tb_lineno, file)
            else:
                places.append((traceback.tb_lineno, file))
        traceback = traceback.tb_next
    if isinstance(error, SyntaxError) and error.filename in S.files:
        places.append((error.lineno or 0, error.filename))
    line, file = places[-1] if places else (0, '')
    callers = [[file, line] for line, file in places[-6:-1] if file != places[-1][1]]
    return line, file, callers


def run(start):
    limits = start['limits']
    S.legacy = start['legacy']
    S.aliases = start['aliases'] if S.legacy else {}
    S.files = {}
    S.seq = 0
    S.depth = 0
    S.canceled = None
    S.stuck = None
    S.early = {}
    S.handles = {}
    S.handle_ids = {}
    S.keywords = {}
    S.partial = ''
    S.lines = []
    S.between = S.total = S.dropped = 0
    S.max_between = limits['between']
    S.max_total = limits['total']
    S.max_message = limits['message']
    S.limit = limits['computing']
    S.warned = False
    S.context = start['vars']
    values = Live(start['ex'])
    S.ex = Attributes('ex', values)
    S.mx = None
    if start['mx']:
        S.mx = Attributes('mx', {k: Attributes('mx.' + k, v) if type(v) is dict else v for k, v in start['mx'].items()})
        values.own['mx'] = S.mx
    S.commands = commands_of(start['commands'])
    S.spaces = []
    sys.stdout = sys.stderr = Output()
    time.sleep = lab_sleep
    bound_memory(limits['memory'])
    if not S.watching:
        S.watching = True
        start_new_thread(watch, ())
    file = start['file']
    outcome, error = 'completed', None
    S.running = True
    try:
        code = load(start['text'], file)
        space = namespace(S.commands, S.context)
        S.spaces.append(space)
        exec(code, space)
        main = main_of(space, file)
        main(*start['argv'])
    except ScriptCanceled as e:
        outcome, error = 'canceled', e
    except ScriptStuck as e:
        outcome, error = 'stuck', e
    except BaseException as e:
        outcome, error = ('stuck' if S.stuck else 'failed'), e
    S.running = False
    S.since = 0.0
    flush_output(last=True)
    if error is None:
        send(['e', outcome, None, 0, '', []])
        return
    if outcome == 'stuck':
        line, file, callers = S.stuck[0], S.stuck[1], []
        text = ''
    else:
        line, file, callers = locate(error)
        text = str(error) if outcome == 'canceled' else describe(error)
        if isinstance(error, SystemExit):
            text = 'SystemExit: the script called sys.exit(%s)' % ('' if error.code is None else repr(error.code)[:200])
        if line == 0 and S.spaces:
            code = getattr(S.spaces[0].get('main'), '__code__', None)
            line, file = (code.co_firstlineno, code.co_filename) if code is not None else (0, start['file'])
    send(['e', outcome, text, line, file or start['file'], callers])


class Live(dict):
    """The values of ex: those of its own first, then the context as it is now."""

    def __init__(self, own):
        dict.__init__(self)
        self.own = own

    def __getitem__(self, name):
        return self.own[name] if name in self.own else S.context[name]

    def __setitem__(self, name, value):
        self.own[name] = value

    def __iter__(self):
        return iter(set(self.own) | set(S.context))

    def __bool__(self):
        return True


def bound_memory(size):
    if not size:
        return
    try:
        import resource
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or hard > size:
        resource.setrlimit(resource.RLIMIT_AS, (size, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def watch():
    # a script that computes without end is stopped where it is; one that catches even that ends with its process
    while True:
        real_sleep(min(0.2, S.limit / 4))
        since = S.since
        if not S.running or not since or monotonic() - since < S.limit:
            continue
        frame = sys._current_frames().get(MAIN)
        while frame is not None and frame.f_code.co_filename not in S.files:
            frame = frame.f_back
        S.stuck = (frame.f_lineno, frame.f_code.co_filename) if frame is not None else (0, '')
        send(['w', S.stuck[0], S.stuck[1]])
        interrupt_main()
        patience = monotonic() + 2
        while S.running and monotonic() < patience:
            real_sleep(0.05)
        if S.running:
            os._exit(4)


def interrupted(number, frame):
    # the operator's Ctrl-C reaches this process too, and is the program's business, not the script's
    if S.stuck is not None and S.running:
        raise ScriptStuck()


def serve():
    close_standard_streams()
    _signal.signal(_signal.SIGINT, interrupted)
    sys.argv = ['']
    send(['r', '%d.%d.%d' % sys.version_info[:3]])
    while True:
        S.since = 0.0
        line = reader.readline()
        if not line:
            os._exit(0)
        message = decode(line.decode('utf-8'))
        # a cancel that crossed the end of its script names nothing any more
        if message[0] == 'start':
            S.since = monotonic()
            run(message[1])


serve()
