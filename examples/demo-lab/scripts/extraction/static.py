'''
eqtime: 20
'''
# No gas: what the closed line gives off by itself. For backgrounds and blanks of the line.


def main():
    gosub('steps:prepare_line')
    close('A')
    gosub('steps:isolate_bone')
    sleep(duration or 60)
    gosub('steps:clean_up', argv=('A',))
