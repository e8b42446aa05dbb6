'''
modifier: 1
eqtime: 20
'''
# One shot of air that goes on at once: the mass spectrometer sniffs while the getter still works.


def main():
    gosub('steps:prepare_line')
    gosub('steps:take_shots', argv=(1, 1, 5))
