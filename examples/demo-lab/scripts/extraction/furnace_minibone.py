'''
modifier: 1
eqtime: 20
'''
# One step of the resistance furnace: hold the temperature for the duration, gas cleaned in the bone, then to the minibone.


def main():
    info('Furnace, {}'.format(analysis_type))
    gosub('steps:prepare_line')

    # The furnace is hot from the step before: pump what it gave off meanwhile.
    close('A')
    open('B')
    sleep(30)
    gosub('steps:isolate_bone')

    if analysis_type == 'blank':
        sleep(duration)
    else:
        info('Furnace at {} {}'.format(extract_value, extract_units))
        enable()
        begin_interval(duration)
        if ramp_rate > 0:
            ramp(start=0, setpoint=extract_value, rate=ramp_rate)
        else:
            extract(extract_value, extract_units)
        complete_interval()
        end_extract()
        disable()

    gosub('steps:clean_up', argv=('B',))
