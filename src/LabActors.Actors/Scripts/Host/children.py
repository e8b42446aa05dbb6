# Part of the host: texts, namespaces, child scripts, errors.

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
        # where a syntax error is, is told apart
        text = error.msg if isinstance(error, SyntaxError) and error.msg else str(error)
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
