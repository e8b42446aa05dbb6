'''
default_fits: argon_linear
equilibration:
  inlet: R
  outlet: O
'''
# Lets the gas in and measures all isotopes at once.

COUNTS = 30
BASELINES = 8


def main():
    activate_detectors('H1', 'AX', 'L1', 'L2', 'CDD')
    position_magnet('Ar40', detector='H1')
    equilibrate(eqtime=eqtime, inlet=mx.equilibration.inlet, outlet=mx.equilibration.outlet, delay=2)
    # The gas begins to flow now: this is where the fits extrapolate to.
    set_time_zero()
    sniff(eqtime)

    set_fits()
    set_baseline_fits()
    multicollect(ncounts=COUNTS)
    baselines(ncounts=BASELINES, mass=39.5, detector='AX', settling_time=2)
