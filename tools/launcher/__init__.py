"""What ./lab does before LabActors itself runs: find the .NET SDK, build when sources changed, run the tests."""
