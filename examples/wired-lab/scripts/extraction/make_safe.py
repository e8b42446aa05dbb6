# The laboratory's own safe state, run after the built-in steps: the gas in the line goes to the pump.


def main():
    for valve in ('A', 'B', 'W', 'X'):
        close(valve)
    open('C')
    sleep(10)
