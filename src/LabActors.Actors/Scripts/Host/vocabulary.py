# Part of the host: the commands that are more than one request.

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
