'''
default_fits: argon_linear
equilibration:
  inlet: RA
  outlet: OA
'''


def main():
    gosub('steps:few_counts')
