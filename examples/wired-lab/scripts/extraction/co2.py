'''
modifier: 1
eqtime: 20
'''
# Heats the holes of a tray one after another.


def main():
    info('Pumping the line')
    for valve in ('B', 'W', 'X'):
        close(valve)
    open('A')
    open('D')
    open('C')
    sleep(20)
    close('C')

    if analysis_type == 'blank':
        sleep(duration)
    else:
        for hole in position:
            move_to_position(hole)
            set_motor('beam', beam_diameter or 2)
            enable()
            begin_interval(duration)
            extract(extract_value, extract_units)
            complete_interval()
            end_extract()
        disable()
    close('A')
    sleep(cleanup or 30)
