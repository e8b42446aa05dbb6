# Part of the host: runs scripts one after another; the last part, which starts it.

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
