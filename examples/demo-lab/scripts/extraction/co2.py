'''
modifier: 1
eqtime: 20
'''


def main():
    info('CO2 laser, {}'.format(analysis_type))
    gosub('steps:prepare_line')
    gosub('steps:isolate_bone')

    if analysis_type == 'blank':
        # Same time as an unknown would take; the laser is not touched.
        sleep(duration * max(1, len(position)))
    else:
        gosub('steps:heat_positions')

    gosub('steps:clean_up')
