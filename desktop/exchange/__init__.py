"""Review packages: what people made, carried from one library to another."""
