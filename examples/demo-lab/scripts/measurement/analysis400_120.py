'''
default_fits: argon_parabolic
equilibration:
  inlet: R
  outlet: O
  inlet_delay: 3
  eqtime: 20
  use_extraction_eqtime: true
multicollect:
  counts: 400
  detector: H1
  isotope: Ar40
baseline:
  before: false
  after: true
  counts: 120
  detector: AX
  mass: 39.5
  settling_time: 4
peakcenter:
  before: false
  after: true
  detector: H1
  isotope: Ar40
  integration_time: 1.048576
'''
# As unknown400_120, with a peak centre on 40Ar when the gas has been measured.


def main():
    gosub('steps:admit_gas')

    set_fits()
    set_baseline_fits()
    multicollect(ncounts=mx.multicollect.counts)

    gosub('steps:finish')
