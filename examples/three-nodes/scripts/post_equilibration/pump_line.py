# Started by the run when its inlet has closed, while it measures: pumps the line for the next run, whichever instrument's it is.


def main():
    open('T')
    sleep(10)
