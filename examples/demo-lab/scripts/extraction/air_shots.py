'''
modifier: 1
eqtime: 20
'''
# As many shots as the options file of the run says (column s_opt: scripts/options/three_shots.yaml).


def main():
    gosub('steps:prepare_line')
    gosub('steps:take_shots', argv=(1, n_shots))
    info('Extra clean-up of the options file, {} s'.format(extra_cleanup))
    sleep(extra_cleanup)
