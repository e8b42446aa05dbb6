'''
default_fits: argon_linear
equilibration:
  inlet: R
  outlet: O
  inlet_delay: 3
  eqtime: 5
  use_extraction_eqtime: false
multicollect:
  counts: 8
  detector: H1
  isotope: Ar40
baseline:
  before: false
  after: true
  counts: 4
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
# As unknown8_4 and a peak centre on 40Ar afterwards.


def main():
    gosub('steps:admit_gas')

    set_fits()
    set_baseline_fits()
    multicollect(ncounts=mx.multicollect.counts)

    gosub('steps:finish')
