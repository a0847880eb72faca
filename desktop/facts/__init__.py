"""What a measure's words say in a form that can be counted on, a kind of fact a module."""
