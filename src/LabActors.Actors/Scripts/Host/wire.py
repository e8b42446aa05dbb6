# The host of LabActors scripts: runs one Pychron script after another in a bare CPython (3.8 or newer, standard library
# only) and turns every command into one JSON line out and one JSON line in. One program in parts (see PythonHost.cs for
# their order), run in one namespace that holds `reader`, a binary stream of what the program sends. What the host sends:
# see HostMessage.cs; what it gets: HostReply.cs.
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
    write_line(encode(message))


def write_line(text):
    data = (text + '\n').encode('utf-8', 'replace')
    with write_lock:
        try:
            written = os.write(OUT, data)
            while written < len(data):
                written += os.write(OUT, data[written:])
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
