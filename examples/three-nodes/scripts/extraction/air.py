'''
modifier: 1
eqtime: 5
'''
# A shot of the air pipette; a blank does all of it but open the tank. The line is leased by the run: while one instrument has it, the others wait for their turn.


def main():
    info('Pumping the line')
    for valve in ('W', 'X', 'L'):
        close(valve)
    open('T')
    sleep(10)

    info('Evacuating the pipette')
    open('W')
    sleep(5)
    close('W')
    close('T')

    if analysis_type != 'blank':
        open('X')
    sleep(5)
    close('X')
    sleep(1)
    open('W')
    sleep(cleanup or 10)
    close('W')
