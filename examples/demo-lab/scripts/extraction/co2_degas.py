# Heats each hole a little with the pump open, to drive off what the grains took up from the air. Nothing is measured.


def main():
    gosub('steps:prepare_line')
    gosub('steps:heat_positions')
    sleep(10)
    # No equilibration follows, so no post-equilibration script frees the line.
    release('BoneFlag')
