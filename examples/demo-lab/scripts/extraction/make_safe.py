# The laboratory's own safe state: run after the built-in steps (laser and furnace off, inlet and valves closed, pumps open).
# A command that fails raises here, and cancel() ends it: either way the safe state is then told as not reached.

PUMP_TIME = 120
MAX_PRESSURE = 1e-6  # torr, in the bone


def main():
    info('Making the laboratory safe')

    # Both pipettes stay shut, whatever stood open: outer before inner.
    for valve in ('W', 'Y', 'X', 'Z'):
        close(valve)

    # The gas that was being cleaned goes to the pump, section by section.
    open('E')
    for valve in ('D', 'F', 'A'):
        open(valve)
    sleep(PUMP_TIME)
    for valve in ('A', 'E'):
        close(valve)

    pressure = get_pressure('bone_micro_ion_controller', 'IG')
    info('Bone at {} torr'.format(pressure))
    if pressure and pressure > MAX_PRESSURE:
        info('Too much gas in the bone after {} s of pumping: somebody has to look'.format(PUMP_TIME))
        cancel()

    # A queue that was stopped holds no flag of ours for ever.
    release('BoneFlag')
