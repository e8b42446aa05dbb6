'''
modifier: 1
eqtime: 20
'''
# Two small shots of air from the pipette system, into the minibone. The first is waited for; while the second is loaded the
# script looks itself whether it is time to go on. A blank loads blanks.

SHOT = 'small_air'
LOAD_TIME = 40  # s; a shot takes half a minute


def main():
    gosub('steps:prepare_line')
    close('E')
    close('G')

    # The cold finger keeps what would foul the getter. It needs minutes to 78 K; half of the way will do.
    start_cryo_recorder()
    set_cryo('freeze', block=120, delay=7.5)
    stop_cryo_recorder()

    info('Two shots of {}'.format(SHOT))
    extract_pipette(SHOT)
    load_pipette(SHOT)
    waitfor(loaded, check_period=10)

    open('F')
    sleep(cleanup or 20)
    set_cryo('release')


def loaded(elapsed, n):
    return elapsed >= LOAD_TIME and is_closed('G')
