def main():
    gosub('pump_extraction_line')
