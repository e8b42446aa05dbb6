Console.WriteLine("LabActors");
