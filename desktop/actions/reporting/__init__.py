"""Word reports: what is asked for, what is chosen of the library, and how it becomes a file.

`requests` says what can be asked for, `making` makes it: a `Report` to look at, HTML or a PDF for a
preview, or the file itself. `kinds` is the list of reports; a further one is a function and a line
there.
"""
