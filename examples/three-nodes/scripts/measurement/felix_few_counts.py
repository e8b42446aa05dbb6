'''
default_fits: argon_linear
equilibration:
  inlet: RF
  outlet: OF
'''


def main():
    gosub('steps:few_counts')
