# After the signal: baselines and, if the script asks for it, a peak centre with the gas that is left.

SMALLEST_PEAK = 5  # fA; below it a peak centre finds noise


def main():
    # The last reading of the signal; during the baselines it is gone.
    height = get_intensity(mx.peakcenter.detector)

    if mx.baseline.after:
        baselines(ncounts=mx.baseline.counts, mass=mx.baseline.mass, detector=mx.baseline.detector,
                  settling_time=mx.baseline.settling_time)

    if mx.peakcenter.after:
        center_peak(height)


def center_peak(height):
    if analysis_type == 'blank':
        info('No peak centre on a blank')
    elif height is not None and height < SMALLEST_PEAK:
        info('{} reads {} fA, too little for a peak centre'.format(mx.peakcenter.detector, height))
    else:
        peak_center(detector=mx.peakcenter.detector, isotope=mx.peakcenter.isotope,
                    integration_time=mx.peakcenter.integration_time)
