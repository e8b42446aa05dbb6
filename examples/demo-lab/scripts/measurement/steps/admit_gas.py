# Lets the gas in: detectors on, magnet on the peaks, outlet closed, inlet open, time zero, sniff.
# The run closes the inlet by itself after eqtime and then starts the post-equilibration script.
# mx comes from the docstring of the measurement script that calls this.

DETECTORS = ('H1', 'AX', 'L1', 'L2', 'CDD')


def main():
    activate_detectors(*DETECTORS)

    if mx.baseline.before:
        baselines(ncounts=mx.baseline.counts, mass=mx.baseline.mass, detector=mx.baseline.detector,
                  settling_time=mx.baseline.settling_time)

    if mx.peakcenter.before:
        peak_center(detector=mx.peakcenter.detector, isotope=mx.peakcenter.isotope,
                    integration_time=mx.peakcenter.integration_time)

    position_magnet(mx.multicollect.isotope, detector=mx.multicollect.detector)

    equilibration_time = mx.equilibration.eqtime
    if mx.equilibration.use_extraction_eqtime:
        equilibration_time = eqtime

    equilibrate(eqtime=equilibration_time, inlet=mx.equilibration.inlet, outlet=mx.equilibration.outlet,
                delay=mx.equilibration.inlet_delay)
    # The gas begins to flow now: this is where the fits extrapolate to.
    set_time_zero()
    sniff(equilibration_time)
