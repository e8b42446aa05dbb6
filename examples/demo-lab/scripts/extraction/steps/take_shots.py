# Takes shots from a pipette into the minibone, which it shuts off from pump and bone before.
# argv: number of the pipette (1 air, 2 cocktail), number of shots, seconds with the getter NP-10 afterwards.
# A blank does all of it but open the tank: same valves, same time, no gas.

EVACUATE = 10  # pipette to the pump: it still holds a little of the shot before
FILL = 5       # tank to pipette
EXPAND = 5     # pipette to minibone


def main(pipette=1, shots=1, getter_time=20):
    inner = 'Inner Pipette {}'.format(pipette)
    outer = 'Outer Pipette {}'.format(pipette)

    close('E')
    open(description=outer)
    sleep(EVACUATE)
    close(description=outer)
    close('G')

    for i in range(shots):
        info('Pipette {}, shot {} of {}'.format(pipette, i + 1, shots))
        if analysis_type != 'blank':
            open(description=inner)
        sleep(FILL)
        close(description=inner)
        # Never inner and outer open at once; the line's interlock would refuse it too.
        sleep(1)
        open(description=outer)
        sleep(EXPAND)
        close(description=outer)

    open('F')
    # Air and cocktail rows seldom give a clean-up time of their own.
    sleep(cleanup or getter_time)
