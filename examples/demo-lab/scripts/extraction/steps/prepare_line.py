# Takes the line for this run, shuts both pipettes and pumps the line out; ends with the pump still open to it.
# Called as gosub('steps:prepare_line') by every extraction script before it does anything else.

PUMP_TIME = 30
MAX_PRESSURE = 1e-6  # torr, in the bone


def main():
    info('Preparing the line')

    # The run before sets this flag free at the end of its post-equilibration script.
    acquire('BoneFlag')

    # Pipettes first, outer before inner: nothing from a tank may reach a line that is being pumped.
    for valve in ('W', 'Y', 'X', 'Z'):
        close(valve)

    # The furnace keeps its own vacuum unless a furnace script opens it.
    close('B')

    open('C')
    open('G')
    for valve in ('E', 'D', 'F', 'A'):
        open(valve)
    sleep(PUMP_TIME)

    pressure = get_pressure('bone_micro_ion_controller', 'IG')
    info('Bone at {} torr'.format(pressure))
    if pressure and pressure > MAX_PRESSURE:
        info('Too much gas in the line, pumping on')
        sleep(2 * PUMP_TIME)
