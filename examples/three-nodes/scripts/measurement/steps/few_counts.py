# Lets the gas in and measures. mx comes from the docstring of the measurement script that calls this: each instrument has its own inlet and outlet.

EQUILIBRATION = 5  # s
COUNTS = 8  # too few for an age, enough to try three nodes with
BASELINES = 4


def main():
    activate_detectors('H1', 'AX', 'L1', 'L2', 'CDD')
    position_magnet('Ar40', detector='H1')
    equilibrate(eqtime=EQUILIBRATION, inlet=mx.equilibration.inlet, outlet=mx.equilibration.outlet, delay=2)
    # The gas begins to flow now: this is where the fits extrapolate to.
    set_time_zero()
    sniff(EQUILIBRATION)

    set_fits()
    set_baseline_fits()
    multicollect(ncounts=COUNTS)
    baselines(ncounts=BASELINES, mass=39.5, detector='AX', settling_time=2)
