"""The shelves of the library, one module each; the only code with SQL besides `schema`."""
