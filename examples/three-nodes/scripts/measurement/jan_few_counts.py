'''
default_fits: argon_linear
equilibration:
  inlet: RJ
  outlet: OJ
'''


def main():
    gosub('steps:few_counts')
