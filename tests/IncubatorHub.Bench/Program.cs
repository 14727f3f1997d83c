System.Console.WriteLine("See --help");
