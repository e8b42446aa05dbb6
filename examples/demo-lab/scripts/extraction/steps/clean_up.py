# Lets the getter GP-50 take up what is not a noble gas, then shares the gas with the minibone and its getter NP-10.
# argv: the valve behind which the sample is (A laser stage, B furnace); it is closed before the gas goes on.

NP10_TIME = 10


def main(source='A'):
    if pre_cleanup:
        sleep(pre_cleanup)

    info('Clean-up with GP-50, {} s'.format(cleanup))
    sleep(cleanup)

    close(source)
    close('G')
    open('F')
    open('E')
    info('Clean-up with NP-10, {} s'.format(NP10_TIME + post_cleanup))
    sleep(NP10_TIME + post_cleanup)
