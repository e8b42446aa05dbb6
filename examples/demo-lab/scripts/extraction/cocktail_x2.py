'''
modifier: 1
eqtime: 20
'''


def main():
    gosub('steps:prepare_line')
    gosub('steps:take_shots', argv=(2, 2))
