'''
default_fits: argon_linear
equilibration:
  inlet: R
  outlet: O
  inlet_delay: 3
  eqtime: 20
multicollect:
  counts: 120
  detector: H1
  isotope: Ar40
whiff:
  counts: 10
  eqtime: 5
  conditionals:
    - {attr: Ar40, teststr: 'Ar40.cur>400', action: run}
    - {attr: Ar40, teststr: 'Ar40.cur<=400', action: run_remainder}
baseline:
  counts: 30
  detector: AX
  mass: 39.5
  settling_time: 4
'''
# A whiff of the gas decides: enough of it, and what the spectrometer holds is measured while the rest is pumped away;
# too little, and the rest is let in as well.

DETECTORS = ('H1', 'AX', 'L1', 'L2', 'CDD')


def main():
    activate_detectors(*DETECTORS)
    position_magnet(mx.multicollect.isotope, detector=mx.multicollect.detector)

    equilibrate(eqtime=mx.whiff.eqtime, inlet=mx.equilibration.inlet, outlet=mx.equilibration.outlet,
                delay=mx.equilibration.inlet_delay, do_post_equilibration=False)
    set_time_zero()
    decision = whiff(ncounts=mx.whiff.counts, conditionals=mx.whiff.conditionals)
    info('Whiff: {}'.format(decision or 'no condition met'))

    if decision == 'run':
        # The inlet closed by itself after the whiff; the line is free for the next run.
        post_equilibration()
    else:
        reset_measurement(DETECTORS)
        position_magnet(mx.multicollect.isotope, detector=mx.multicollect.detector)
        # No outlet: the gas of the whiff stays in the spectrometer.
        equilibrate(eqtime=mx.equilibration.eqtime, inlet=mx.equilibration.inlet, delay=mx.equilibration.inlet_delay)
        set_time_zero()
        sniff(mx.equilibration.eqtime)

    set_fits()
    set_baseline_fits()
    multicollect(ncounts=mx.multicollect.counts)

    baselines(ncounts=mx.baseline.counts, mass=mx.baseline.mass, detector=mx.baseline.detector,
              settling_time=mx.baseline.settling_time)
