# Pumps the line while the spectrometer measures.


def main():
    open('C')
