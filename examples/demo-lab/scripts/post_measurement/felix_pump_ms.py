def main():
    gosub('pump_ms')
