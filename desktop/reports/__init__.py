"""Plain data into the files that users hand on: workbooks."""
