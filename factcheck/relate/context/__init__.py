"""What stands around a figure: its name, its period, its topic, the words of its sentence, and how near two figures are."""
