# Started by the run when its inlet has closed, while it measures. Pumps the line for the next run.

PUMP_TIME = 60


def main():
    info('Pumping the extraction line')
    for valve in ('X', 'Z', 'B'):
        close(valve)

    open('G')
    open('C')
    for valve in ('E', 'D', 'F', 'A'):
        open(valve)
    sleep(PUMP_TIME)

    # The next run's extraction waits for this in steps:prepare_line.
    release('BoneFlag')
