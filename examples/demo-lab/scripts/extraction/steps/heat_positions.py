# Heats each hole of the run in turn with the laser, light on. The gas stays where the caller's valves keep it.
# position, extract_value, extract_units, duration, ramp_*, pattern, beam_diameter: columns of the queue.


def main():
    if beam_diameter:
        set_motor('beam', beam_diameter)

    enable()
    with lighting(light_value or 75):
        for i, hole in enumerate(position):
            if i and disable_between_positions:
                enable()

            info('Hole {} at {} {}'.format(hole, extract_value, extract_units))
            move_to_position(hole)
            heat()

            if disable_between_positions:
                disable()
    disable()


def heat():
    # The interval holds all of it, so that a ramp or a slow stage takes nothing from the next hole's time.
    begin_interval(duration)
    if ramp_duration > 0:
        ramp(start=0, setpoint=extract_value, duration=ramp_duration)
    elif ramp_rate > 0:
        ramp(start=0, setpoint=extract_value, rate=ramp_rate)
    else:
        extract(extract_value, extract_units)

    if pattern:
        # Runs until end_extract stops it.
        execute_pattern(pattern, block=False)
    complete_interval()
    end_extract()
