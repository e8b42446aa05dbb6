'''
modifier: 1
eqtime: 20
'''
# A shot of the air pipette; a blank does all of it but open the tank.


def main():
    info('Pumping the line')
    for valve in ('A', 'B', 'W', 'X'):
        close(valve)
    open('D')
    open('C')
    sleep(20)

    if analysis_type != 'blank':
        open('X')
    sleep(5)
    close('X')
    close('C')
    info('Line at {} Torr'.format(get_pressure('bone_gauges', 'IG')))
    open('W')
    sleep(cleanup or 10)
    close('W')
