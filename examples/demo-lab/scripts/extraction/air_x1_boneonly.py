'''
modifier: 1
eqtime: 20
'''
# One shot of air (or its blank) that also sees the bone and its getter, as the gas of a sample does.


def main():
    gosub('steps:prepare_line')
    close('A')
    gosub('steps:isolate_bone')
    gosub('steps:take_shots', argv=(1, 1))
    open('E')
    sleep(cleanup or 30)
