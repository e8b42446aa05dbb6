'''
modifier: 1
eqtime: 20
'''
# A hole is heated in pulses: a first one at the row's power, a second at the same by fire_laser, and the beam led around once.

PULSE = 5    # s
CIRCLE = 10  # s


def main():
    gosub('steps:prepare_line')
    gosub('steps:isolate_bone')

    if analysis_type == 'blank':
        sleep(2 * PULSE + CIRCLE)
    else:
        pulses(position[0])

    gosub('steps:clean_up')


def pulses(hole):
    prepare()
    enable()
    move_to_position(hole)

    start_response_recorder()
    extract(extract_value, extract_units)
    safe_while(heating, period=2)
    end_extract()
    pause(1.5)

    fire_laser()
    delay(PULSE)
    execute_pattern('circle', duration=CIRCLE, block=True)
    stop_response_recorder()
    end_extract()
    disable()


def heating(elapsed, n):
    return elapsed < PULSE
