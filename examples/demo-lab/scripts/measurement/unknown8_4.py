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
  after: false
  detector: H1
  isotope: Ar40
  integration_time: 1.048576
'''
# Eight counts: too few for an age, enough to try a queue with.


def main():
    gosub('steps:admit_gas')

    set_fits()
    set_baseline_fits()
    multicollect(ncounts=mx.multicollect.counts)

    gosub('steps:finish')
